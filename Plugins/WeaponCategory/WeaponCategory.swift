public import WaybillCore
import WaybillText

/// Finds weapons, munitions and military aid, each with its leaf and branch of the taxonomy.
///
/// Which words name what, which head noun turns a name into its round or its launcher and which homographs are guarded
/// is said by rules; the engine has resolved them. Here mentions get their names and the article its labels.
public struct WeaponCategory: Classifier {
  public static let descriptor = ClassifierDescriptor(
    id: "weapon-category", summary: "Mentions of weapons and military aid, by leaf and branch.",
    adds: [.mentions],
    parameters: [
      ParameterDescriptor(
        "name-prefixes", .array(of: .text),
        "Rules that find the prefix of a name, such as USS: the name that follows belongs to the mention.")
    ])

  private let catalog: Catalog
  private let axis: Int?
  /// For each rule of the catalog, whether it finds the prefix of a name.
  private let isPrefix: [Bool]

  public init(_ configuration: ClassifierConfiguration) {
    catalog = configuration.catalog
    axis = configuration.emits.first
    var names: Set<String> = []
    if case .array(let values) = configuration.parameters["name-prefixes"] {
      for case .text(let name) in values { names.insert(name) }
    }
    isPrefix = catalog.rules.map { names.contains($0.name) }
  }

  public func classify(_ reading: Reading, into findings: inout Findings) {
    var mentions: [(label: String, isProminent: Bool)] = []
    var actor = 0
    var end = 0
    for (index, hit) in reading.labels.enumerated() where catalog.labels[hit.label].axis == axis {
      // The number of a hull stands in brackets behind the ship's name, which takes it in.
      guard hit.tokens.lowerBound >= end, !isInName(hit, reading, from: actor) else { continue }
      end = nameEnd(of: hit, in: reading)
      let label = catalog.labels[hit.label]
      findings.weapons.append(
        WeaponMention(
          span: reading.span(origin(of: hit, in: reading, from: &actor)..<end), leaf: label.name,
          branch: label.branch ?? label.name, guidance: "n/a", designation: designation(hit, reading),
          rule: catalog.rules[hit.rule].reference, hit: index))
      mentions.append((label.name, reading.isProminent(sentence: hit.sentence)))
    }
    if let axis, !mentions.isEmpty {
      findings.labels.append((catalog.axes[axis].name, LabelScore.shares(of: mentions)))
    }
  }

  /// Whether a match lies in a longer name of somebody: the fighters of "anti-Assad fighters".
  private func isInName(_ hit: LabelHit, _ reading: Reading, from actor: Int) -> Bool {
    var next = max(0, actor - 1)
    while next < reading.actors.count, reading.actors[next].tokens.lowerBound < hit.tokens.upperBound {
      let name = reading.actors[next].tokens
      if name.count > hit.tokens.count, name.lowerBound <= hit.tokens.lowerBound,
        name.upperBound >= hit.tokens.upperBound
      {
        return true
      }
      next += 1
    }
    return false
  }

  /// The first word of a mention: that of the country or the maker right before the match, if one stands there.
  private func origin(of hit: LabelHit, in reading: Reading, from actor: inout Int) -> Int {
    let start = hit.tokens.lowerBound
    while actor < reading.actors.count, reading.actors[actor].tokens.upperBound < start { actor += 1 }
    var next = actor
    while next < reading.actors.count, reading.actors[next].tokens.lowerBound < start {
      let candidate = reading.actors[next]
      next += 1
      guard candidate.tokens.upperBound == start, candidate.sentence == hit.sentence,
        candidate.form == .demonym
          || candidate.form == .name && catalog.actors[candidate.actor].type == "manufacturer",
        reading.tokens[start].boundary == .space,
        !reading.tokens[start - 1].flags.contains(.possessive)
      else { continue }
      return candidate.tokens.lowerBound
    }
    return start
  }

  /// The end of a mention: after a ship's prefix, that of her name and of the number of her hull.
  private func nameEnd(of hit: LabelHit, in reading: Reading) -> Int {
    let end = hit.tokens.upperBound
    guard isPrefix[hit.rule] else { return end }
    let last = min(reading.segmentation.sentences[hit.sentence].tokens.upperBound, end + 6)
    var name = end
    while name < last, isNamePart(name, reading) { name += 1 }
    if name > end, name + 2 <= last, reading.tokens[name].boundary.contains(.bracket),
      reading.tokens[name].flags.contains(.allCapitals), reading.tokens[name + 1].flags.contains(.number)
    {
      name += 2
    }
    return name
  }

  /// A capitalised word after a blank; after a point too where an initial stands before it.
  private func isNamePart(_ index: Int, _ reading: Reading) -> Bool {
    let token = reading.tokens[index]
    let previous = reading.tokens[index - 1]
    let isInitial = previous.end - previous.start == 1
    return token.flags.contains(.capitalised)
      && (token.boundary == .space || isInitial && token.boundary == [.space, .period])
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
