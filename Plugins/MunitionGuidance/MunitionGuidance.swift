public import WaybillCore

/// Says for each munition mentioned whether it can steer itself or be steered after launch.
///
/// Evidence in order: wording attached to the mention (`laser-guided`, a kit), the named type, the default of the leaf.
/// Wording that fights the named type gives `mixed` and a note, never a silent choice. Each answer belongs to one
/// mention and never reaches another.
public struct MunitionGuidance: Classifier {
  public static let descriptor = ClassifierDescriptor(
    id: "munition-guidance", summary: "Guided or unguided, for each munition mentioned.",
    needs: ["weapon-category"],
    parameters: [
      ParameterDescriptor(
        "defaults", .map(key: .labelOf(axis: "weapon"), value: .label),
        "Guidance of a leaf when neither the wording nor the named type says it; leaves not listed are `n/a`."
      )
    ])

  private let catalog: Catalog
  private let axis: Int?
  /// Label of guidance by leaf name.
  private let defaults: [String: String]

  public init(_ configuration: ClassifierConfiguration) {
    catalog = configuration.catalog
    axis = configuration.emits.first
    var defaults: [String: String] = [:]
    if case .map(let pairs) = configuration.parameters["defaults"] {
      for case (.reference(let leaf), .reference(let guidance)) in pairs {
        defaults[catalog.labels[leaf].name] = catalog.labels[guidance].name
      }
    }
    self.defaults = defaults
  }

  public func classify(_ reading: Reading, into findings: inout Findings) {
    guard let axis else { return }
    var mentions: [(label: String, isProminent: Bool)] = []
    for index in findings.weapons.indices {
      let hit = reading.labels[findings.weapons[index].hit]
      let answer = answer(for: hit, leaf: findings.weapons[index].leaf)
      findings.weapons[index].guidance = answer.guidance
      findings.weapons[index].guidanceBasis = answer.basis
      if answer.isConflict {
        findings.notes.append(
          "guidance conflict: the wording at `\(findings.weapons[index].span.text)` fights the named type")
      }
      mentions.append((answer.guidance, reading.isProminent(sentence: hit.sentence)))
    }
    if !mentions.isEmpty {
      findings.labels.append((catalog.axes[axis].name, LabelScore.shares(of: mentions)))
    }
  }

  private struct Answer {
    var guidance: String
    var basis: String
    var isConflict = false
  }

  private func answer(for hit: LabelHit, leaf: String) -> Answer {
    let worded = Set(hit.attachments.lazy.filter { catalog.labels[$0.label].axis == axis }.map(\.label))
    let named = catalog.rules[hit.rule].emits.first { catalog.labels[$0].axis == axis }
    if worded.count > 1 { return Answer(guidance: "mixed", basis: "wording") }
    if let word = worded.first {
      if let named, named != word, isOpposed(named, word) {
        return Answer(guidance: "mixed", basis: "wording", isConflict: true)
      }
      return Answer(guidance: catalog.labels[word].name, basis: "wording")
    }
    if let named { return Answer(guidance: catalog.labels[named].name, basis: "name") }
    return Answer(guidance: defaults[leaf] ?? "n/a", basis: "leaf")
  }

  private func isOpposed(_ a: Int, _ b: Int) -> Bool {
    Set([catalog.labels[a].name, catalog.labels[b].name]) == ["guided", "unguided"]
  }
}
