package import WaybillCore
import WaybillText

/// One thing that rules say of an article: a mention, a label or a claim, with all that makes a difference.
package struct RecordEntry: Sendable {
  /// What kind of thing is said.
  package enum Kind: String, Sendable, CaseIterable {
    case mention, label, claim
  }

  /// A field's value.
  package enum Value: Sendable, Hashable {
    case text(String)
    case texts([String])
    case flag(Bool)
    case none
  }

  package var kind: Kind
  /// What is compared, in the order of the record.
  package var values: [(name: String, value: Value)]
  /// `ruleset#kind.name@fingerprint`.
  package var rule: String
  /// The words; of a claim the sentences of its evidence, the weightiest first.
  package var spans: [Span]
  /// Of a claim the rules that name its items, by their labels.
  var itemRules: [String: String] = [:]

  /// The rule without its fingerprint.
  package var ruleName: String { RecordEntry.name(of: rule) }

  static func name(of reference: String) -> String {
    String(reference.prefix { $0 != "@" })
  }

  init(_ mention: WeaponMention) {
    kind = .mention
    values = [
      ("text", .text(mention.span.text)), ("leaf", .text(mention.leaf)), ("branch", .text(mention.branch)),
      ("guidance", .text(mention.guidance)),
      ("designation", mention.designation.map { .text($0) } ?? .none),
    ]
    rule = mention.rule
    spans = [mention.span]
  }

  init(_ label: LabelledSpan) {
    kind = .label
    values = [("text", .text(label.span.text)), ("axis", .text(label.axis)), ("label", .text(label.label))]
    rule = label.rule
    spans = [label.span]
  }

  init(_ claim: Claim, weapons: [WeaponMention]) {
    kind = .claim
    values = [
      ("supplier", .text(claim.supplier.id)), ("recipient", .text(claim.recipient.id)),
      ("items", .texts(Set(claim.items.map(\.leaf)).sorted())), ("guidance", .text(claim.guidance)),
      ("status", .text(claim.status)), ("grade", .text(claim.grade)), ("level", .text(claim.level)),
      ("denied_by", .texts(claim.deniedBy.sorted())), ("contested", .flag(claim.contested)),
      ("concealed", .flag(claim.concealed)), ("background", .flag(claim.background)),
      ("transfer", .text(claim.transfer)),
    ]
    rule = claim.evidence.first?.rule ?? "-"
    spans = claim.evidence.map(\.span)
    for item in claim.items where weapons.indices.contains(item.weapon) {
      itemRules[item.leaf] = RecordEntry.name(of: weapons[item.weapon].rule)
    }
  }

  /// Returns the value of a field.
  package subscript(name: String) -> Value { values.first { $0.name == name }?.value ?? .none }

  /// The entries of some findings.
  static func all(_ kind: Kind, of findings: Findings) -> [RecordEntry] {
    switch kind {
    case .mention: findings.weapons.map { RecordEntry($0) }
    case .label: findings.spans.map { RecordEntry($0) }
    case .claim: findings.claims.map { RecordEntry($0, weapons: findings.weapons) }
    }
  }

  /// Returns the names of the fields in which two entries differ; where they stand counts as their text.
  func differences(from other: RecordEntry) -> [String] {
    var names = zip(values, other.values).filter { $0.value != $1.value }.map(\.0.name)
    if kind != .claim, spans.first?.range != other.spans.first?.range, !names.contains("text") {
      names.insert("text", at: 0)
    }
    return names
  }
}

extension RecordEntry.Value {
  /// The value as people read it.
  package var text: String {
    switch self {
    case .text(let text): text
    case .texts(let texts): texts.isEmpty ? "none" : texts.joined(separator: ", ")
    case .flag(let flag): flag ? "true" : "false"
    case .none: "none"
    }
  }
}
