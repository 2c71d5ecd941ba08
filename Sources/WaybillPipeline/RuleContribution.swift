package import WaybillCore
package import WaybillRules
package import WaybillText

/// What one construct adds to a record: its spans, and what they say.
package struct RuleContribution: Sendable {
  /// Where its mentions stand.
  package private(set) var spans: [Span] = []
  /// Labels, roles and whatever else a test can expect, as `axis: label`.
  package private(set) var values: [(key: String, value: String)] = []

  /// The bytes of the mentions.
  package var ranges: [ByteRange] { spans.map(\.range) }
  package var isEmpty: Bool { spans.isEmpty && values.isEmpty }

  /// Gathers what a rule, a designator or a modifier contributes.
  package init(of subject: RuleTest.Subject, reading: Reading, findings: Findings, catalog: Catalog) {
    switch subject {
    case .rules(let rules):
      for (index, hit) in reading.labels.enumerated() {
        let attachments = hit.attachments.filter { rules.contains($0.rule) }
        if rules.contains(hit.rule) || !attachments.isEmpty {
          add(reading.span(hit.tokens))
          for label in attachments.map(\.label) { add(label, catalog) }
        }
        guard rules.contains(hit.rule) else { continue }
        add(hit.label, catalog)
        // What the rule's other labels come to is the classifiers' word.
        for weapon in findings.weapons where weapon.hit == index {
          values.append((key: "guidance", value: weapon.guidance))
        }
      }
      let references = rules.map { catalog.rules[$0].reference }
      for claim in findings.claims where claim.evidence.contains(where: { references.contains($0.rule) }) {
        add(claim)
      }
    case .modifier(let number):
      guard reading.cues.contains(where: { $0.modifier == number }) || !findings.claims.isEmpty else {
        return
      }
      for claim in findings.claims { add(claim) }
    case .record:
      for claim in findings.claims { add(claim) }
    }
  }

  private mutating func add(_ span: Span) {
    if !spans.contains(where: { $0.range == span.range }) { spans.append(span) }
  }

  private mutating func add(_ label: Int, _ catalog: Catalog) {
    values.append(
      (key: catalog.axes[catalog.labels[label].axis].name, value: catalog.labels[label].name))
  }

  private mutating func add(_ claim: Claim) {
    values.append((key: "supply", value: claim.grade))
    values.append((key: "supplier", value: claim.supplier.id))
    values.append((key: "recipient", value: claim.recipient.id))
    values.append((key: "status", value: claim.status))
    values.append((key: "concealed", value: claim.concealed ? "true" : "false"))
    values.append((key: "background", value: claim.background ? "true" : "false"))
    for id in claim.deniedBy { values.append((key: "denied-by", value: id)) }
    for item in claim.items { values.append((key: "item", value: item.leaf)) }
    for decoy in claim.decoys { values.append((key: "decoy", value: decoy)) }
  }
}
