public import WaybillCore
import WaybillText

/// Finds weapons, munitions and military aid, each with its leaf and branch of the taxonomy.
///
/// Which words name what, which head noun turns a name into its round or its launcher and which homographs are guarded
/// is said by rules; the engine has resolved them. Here mentions get their names and the article its labels.
public struct WeaponCategory: Classifier {
  public static let descriptor = ClassifierDescriptor(
    id: "weapon-category", summary: "Mentions of weapons and military aid, by leaf and branch.",
    adds: [.mentions])

  private let catalog: Catalog
  private let axis: Int?

  public init(_ configuration: ClassifierConfiguration) {
    catalog = configuration.catalog
    axis = configuration.emits.first
  }

  public func classify(_ reading: Reading, into findings: inout Findings) {
    var mentions: [(label: String, isProminent: Bool)] = []
    for (index, hit) in reading.labels.enumerated() where catalog.labels[hit.label].axis == axis {
      let label = catalog.labels[hit.label]
      findings.weapons.append(
        WeaponMention(
          span: reading.span(hit.tokens), leaf: label.name, branch: label.branch ?? label.name,
          guidance: "n/a",
          designation: designation(hit, reading), rule: catalog.rules[hit.rule].reference, hit: index))
      mentions.append((label.name, reading.isProminent(sentence: hit.sentence)))
    }
    if let axis, !mentions.isEmpty {
      findings.labels.append((catalog.axes[axis].name, LabelScore.shares(of: mentions)))
    }
  }

  /// The named type of a mention: a proper name, or a name with a number, without its head noun.
  private func designation(_ hit: LabelHit, _ reading: Reading) -> String? {
    let flags = hit.core.map { reading.tokens[$0].flags }
    let hasNumber = flags.contains { $0.contains(.number) }
    let isSentenceStart =
      reading.segmentation.sentences[hit.sentence].tokens.lowerBound == hit.core.lowerBound
    let isCapitalised = flags[0].contains(.capitalised) && !isSentenceStart
    guard flags.contains(where: { $0.contains(.capitalised) }), hasNumber || isCapitalised else { return nil }
    // The suffix of a designation (F-16C) lies between the core and the head.
    var end = hit.core.upperBound
    while end < hit.tokens.upperBound, reading.tokens[end].boundary.isEmpty { end += 1 }
    return reading.text(hit.core.lowerBound..<end)
  }
}
