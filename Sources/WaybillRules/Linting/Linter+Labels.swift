import WaybillCore
import WaybillText
import WaybillYAML

extension Linter {
  /// A phrase of a rule, or a designator, that gives a label.
  private struct Labelling {
    var set: RuleSetDeclaration
    var owner: String
    var construct: ByteRange
    /// The phrase; for a designator its name.
    var source: Located<String>
    var axis: String
    var label: String
    /// All labels given, guard and exceptions, as texts to compare.
    var emits: [String]
    var needs: [String]
    var unless: [String]
    var hasHeads: Bool
    var isDesignator: Bool
    /// How many wordings it has; none when they were too many to compare.
    var count: Int
  }

  /// Finds phrases that stand for two labels of one axis, and those that another rule makes superfluous.
  ///
  /// Labels compete within an axis only. Attachments and frames give no labels by themselves.
  mutating func findLabelConflicts() {
    var labellings: [Labelling] = []
    var byAtoms: [LabelKey: [(labelling: Int, wording: Wording)]] = [:]
    var nameCount = 0
    for set in rules.declarations {
      for rule in set.rules where rule.slots.isEmpty && rule.on == nil {
        guard let first = rule.emit.first else { continue }
        for phrase in rule.match {
          let written = reader.wordings(of: phrase, in: set) ?? []
          let labelling = Labelling(
            set: set, owner: "\(set.id.value)#rule.\(rule.id.value)", construct: rule.range, source: phrase,
            axis: first.axis.value, label: first.label.value,
            emits: rule.emit.map { "\($0.axis.value) \($0.label.value)" }, needs: conditions(rule.needs),
            unless: rule.unless.map(\.value).sorted(), hasHeads: !rule.heads.isEmpty, isDesignator: false,
            count: written.count)
          for wording in written {
            byAtoms[LabelKey(axis: labelling.axis, atoms: wording.atoms), default: []].append(
              (labellings.count, wording))
          }
          labellings.append(labelling)
        }
      }
      for designator in set.designators {
        guard let first = designator.emit.first else { continue }
        var needs = conditions(designator.needs)
        if let next = designator.next { needs += ["next"] + next.any.map(\.value).sorted() }
        let labelling = Labelling(
          set: set, owner: "\(set.id.value)#designator.\(designator.name.value)", construct: designator.range,
          source: designator.name, axis: first.axis.value, label: first.label.value,
          emits: designator.emit.map { "\($0.axis.value) \($0.label.value)" }, needs: needs,
          unless: designator.unless.map(\.value).sorted(), hasHeads: !designator.heads.isEmpty,
          isDesignator: true, count: .max)
        let names = wordings(of: designator, limit: Self.maxNames - nameCount)
        nameCount += names.count
        for wording in names {
          byAtoms[LabelKey(axis: labelling.axis, atoms: wording.atoms), default: []].append(
            (labellings.count, wording))
        }
        labellings.append(labelling)
      }
    }
    findTwoLabels(labellings, byAtoms)
    findRepeated(labellings, byAtoms)
  }

  private struct LabelKey: Hashable {
    var axis: String
    var atoms: [Int32]
  }

  /// What more than a few phrases share is compared among the first only.
  private static let maxCompared = 16
  /// Names of designators beyond this number are not compared.
  private static let maxNames = 200_000

  private mutating func wordings(of designator: DesignatorDeclaration, limit: Int) -> [Wording] {
    guard limit > 0 else { return [] }
    var names: [DesignatorDeclaration.Name] = []
    for form in designator.forms {
      let stems = form.stems.flatMap { (try? PhraseParser.parse($0.value))?.variants ?? [] }
      designator.forEachName(of: form, stems: stems) { name in
        names.append(name)
        return names.count < limit
      }
    }
    return names.flatMap { reader.wordings(of: $0, demands: designator.demands) }
  }

  private func conditions(_ need: GuardDeclaration?) -> [String] {
    guard let need else { return [] }
    let extent =
      "\(need.within.rawValue) \(need.tokens?.value ?? 0) \(need.label?.value ?? "") \(need.counted)"
    return [extent] + need.any.map(\.value).sorted() + ["with"] + need.with.map(\.value).sorted()
  }

  private mutating func findTwoLabels(
    _ labellings: [Labelling], _ byAtoms: [LabelKey: [(labelling: Int, wording: Wording)]]
  ) {
    var pairs: Set<[Int]> = []
    for entries in byAtoms.values where entries.count > 1 {
      let entries = entries.prefix(Self.maxCompared)
      for (index, one) in entries.enumerated() {
        for other in entries.dropFirst(index + 1) {
          let first = labellings[one.labelling]
          let second = labellings[other.labelling]
          // A guard tells the two apart, unless both have the same one.
          guard first.label != second.label, first.needs == second.needs, one.wording.meets(other.wording)
          else { continue }
          pairs.insert([one.labelling, other.labelling])
        }
      }
    }
    // Once for each phrase, with the first of those that say otherwise.
    var reported: Set<Int> = []
    for pair in pairs.sorted(by: { ($0[1], $0[0]) < ($1[1], $1[0]) }) where reported.insert(pair[1]).inserted
    {
      let (first, second) = (labellings[pair[0]], labellings[pair[1]])
      let what =
        second.isDesignator
        ? "names of this designator stand" : "`\(shortened(second.source.value))` stands"
      report(
        .twoLabels,
        "\(what) for `\(second.label)` here and for `\(first.label)` in `\(first.owner)`",
        file(of: second.source, in: second.set), second.source.range, of: second.construct,
        notes: [
          .init(
            "the other label",
            at: Place(file: file(of: first.source, in: first.set), range: first.source.range))
        ])
    }
  }

  /// Finds phrases that another rule without a guard has for the same labels.
  private mutating func findRepeated(
    _ labellings: [Labelling], _ byAtoms: [LabelKey: [(labelling: Int, wording: Wording)]]
  ) {
    // For each phrase, how many of its wordings another rule covers, and the first such rule.
    var covered: [Int: (count: Int, by: Int)] = [:]
    for entries in byAtoms.values where entries.count > 1 {
      let entries = entries.prefix(Self.maxCompared)
      for one in entries where !labellings[one.labelling].isDesignator {
        let phrase = labellings[one.labelling]
        let rival = entries.first { other in
          let rule = labellings[other.labelling]
          guard rule.owner != phrase.owner, rule.emits == phrase.emits, rule.needs.isEmpty,
            rule.unless == phrase.unless, !rule.hasHeads, !phrase.hasHeads, other.wording.covers(one.wording)
          else { return false }
          // The one that says more stays, of equals the earlier.
          return !phrase.needs.isEmpty || (-rule.count, other.labelling) < (-phrase.count, one.labelling)
        }
        guard let rival else { continue }
        covered[one.labelling, default: (0, rival.labelling)].count += 1
      }
    }
    for (index, rival) in covered.sorted(by: { $0.key < $1.key }) where rival.count == labellings[index].count
    {
      let phrase = labellings[index]
      let other = labellings[rival.by]
      report(
        .shadowedPhrase,
        "`\(shortened(phrase.source.value))` gives no label that `\(other.owner)` does not give as well",
        file(of: phrase.source, in: phrase.set), phrase.source.range, of: phrase.construct,
        notes: [
          .init(
            "what finds it too",
            at: Place(file: file(of: other.source, in: other.set), range: other.source.range))
        ])
    }
  }
}
