import WaybillCore
import WaybillText

/// One override at work on the declarations it names.
struct OverrideApplication {
  struct Problem {
    var code: CompilationCode
    var message: String
    var range: ByteRange
    var hint: String?
    var suggestion: String?
  }

  private let override: OverrideDeclaration
  /// The rule set whose override it is.
  private let author: String
  private(set) var problems: [Problem] = []

  init(_ override: OverrideDeclaration, by author: String) {
    self.override = override
    self.author = author
  }

  /// Changes the constructs of the target's name: one, or for an actor all its entries.
  mutating func apply<Construct: Overridable>(
    to constructs: inout [Construct], where isTarget: (Construct) -> Bool
  ) {
    guard !override.isDisabled else {
      constructs.removeAll(where: isTarget)
      return
    }
    let targets = constructs.indices.filter { isTarget(constructs[$0]) }
    guard let first = targets.first else { return }
    for change in override.remove { remove(change, from: &constructs, targets) }
    for text in override.removedTests { removeTest(text, from: &constructs[first]) }
    for change in override.add { add(change, to: &constructs, targets) }
    addGuard(to: &constructs[first])
    for test in override.addedTests {
      var test = test
      test.text = marked(test.text)
      constructs[first].overriddenTests.append(test)
    }
    if !override.addedForms.isEmpty { constructs[first].add(override.addedForms.map(marked)) }
    for change in override.remove
    where targets.contains(where: { constructs[$0].isMissing(change.part.value) }) {
      problems.append(
        Problem(
          code: .emptiedConstruct,
          message: "nothing is left of `\(change.part.value.rawValue)` of `\(override.target.value)`",
          range: change.part.range,
          hint: change.part.value == .entries || change.part.value == .needs
            ? nil : "to do without it altogether, write `disable: true`"))
    }
  }

  // MARK: Phrases

  private mutating func remove<Construct: Overridable>(
    _ change: OverrideDeclaration.Change, from constructs: inout [Construct], _ targets: [Int]
  ) {
    let part = change.part.value
    for entry in change.entries {
      var found = false
      var known: [String] = []
      for target in targets {
        constructs[target].edit(part) { phrases in
          let count = phrases.count
          known += phrases.map(\.value)
          phrases.removeAll { $0.value == entry.value }
          found = found || phrases.count < count
        }
      }
      guard !found else { continue }
      problems.append(
        Problem(
          code: .unknownEntry,
          message: "`\(part.rawValue)` of `\(override.target.value)` has no entry `\(entry.value)`",
          range: entry.range,
          hint: known.isEmpty ? "it has no entries at all, or none that could be taken away" : nil,
          suggestion: NearestName.nearest(to: entry.value, among: known)))
    }
  }

  private mutating func add<Construct: Overridable>(
    _ change: OverrideDeclaration.Change, to constructs: inout [Construct], _ targets: [Int]
  ) {
    let part = change.part.value
    var known: Set<String> = []
    var hasPart = false
    for target in targets {
      constructs[target].edit(part) { phrases in
        hasPart = true
        known.formUnion(phrases.map(\.value))
      }
    }
    guard hasPart else {
      problems.append(
        Problem(
          code: .unknownEntry, message: "`\(override.target.value)` has no `\(part.rawValue)` to add to",
          range: change.part.range,
          hint: part == .needs ? "write a whole guard: `needs: {within: sentence, any: […]}`" : nil))
      return
    }
    var added: [Located<String>] = []
    for entry in change.entries {
      if known.insert(entry.value).inserted {
        added.append(marked(entry))
      } else {
        problems.append(
          Problem(
            code: .repeatedEntry,
            message: "`\(part.rawValue)` of `\(override.target.value)` has `\(entry.value)` already",
            range: entry.range))
      }
    }
    var isDone = false
    constructs[targets[0]].edit(part) { phrases in
      if !isDone { phrases += added }
      isDone = true
    }
  }

  /// Notes whose words these are: their places are in the author's file, and so are the lists they refer to.
  private func marked<Value>(_ text: Located<Value>) -> Located<Value> {
    var text = text
    text.origin = author
    return text
  }

  private func marked(_ form: DesignatorDeclaration.Form) -> DesignatorDeclaration.Form {
    var form = form
    form.stems = form.stems.map(marked)
    switch form.numbers {
    case .list(let numbers): form.numbers = .list(numbers.map(marked))
    case .range(let from, let to, let digits):
      form.numbers = .range(from: marked(from), to: marked(to), digits: digits)
    case nil: break
    }
    return form
  }

  // MARK: Other parts

  private mutating func addGuard(to construct: inout some Overridable) {
    guard var added = override.addedGuard else { return }
    guard construct.overriddenGuard == nil else {
      problems.append(
        Problem(
          code: .repeatedEntry, message: "`\(override.target.value)` has a guard already", range: added.range,
          hint: "add to what it asks for: `needs: [phrase, …]`"))
      return
    }
    added.any = added.any.map(marked)
    added.with = added.with.map(marked)
    added.label = added.label.map(marked)
    construct.overriddenGuard = added
  }

  private mutating func removeTest(_ text: Located<String>, from construct: inout some Overridable) {
    let known = construct.overriddenTests.map(\.text.value)
    guard known.contains(text.value) else {
      problems.append(
        Problem(
          code: .unknownEntry, message: "`\(override.target.value)` has no test of this text",
          range: text.range, hint: "the text stands as in the test, with its marks",
          suggestion: NearestName.nearest(to: text.value, among: known)))
      return
    }
    construct.overriddenTests.removeAll { $0.text.value == text.value }
  }
}

/// What the overrides met so far change, so that two that change the same thing are found.
struct OverrideConflicts {
  /// For each target the entries changed, each with its place.
  private var changes: [String: [String: Place]] = [:]

  private static let everything = "all of it"
  private static let guardKey = "its guard"

  /// Notes an override; returns what another one changes as well, where this one does, and where the other one does.
  mutating func add(
    _ override: OverrideDeclaration, in file: String
  ) -> (what: String, range: ByteRange, place: Place)? {
    let target = override.target
    let known = changes[target.value] ?? [:]
    if let other = known[Self.everything] { return (Self.everything, target.range, other) }
    if override.isDisabled {
      // The one that stands first, so that the message is the same in every run.
      let first = known.values.min { ($0.file, $0.range.start) < ($1.file, $1.range.start) }
      changes[target.value, default: [:]][Self.everything] = Place(file: file, range: target.range)
      return first.map { ("some of it", target.range, $0) }
    }
    for (key, range) in keys(of: override) {
      if let other = known[key] { return (key, range, other) }
      if key == Self.guardKey, let other = known.keys.filter({ $0.hasPrefix("needs") }).min() {
        return (key, range, known[other]!)
      }
      if key.hasPrefix("needs"), let other = known[Self.guardKey] { return (Self.guardKey, range, other) }
      changes[target.value, default: [:]][key] = Place(file: file, range: range)
    }
    return nil
  }

  private func keys(of override: OverrideDeclaration) -> [(String, ByteRange)] {
    var keys: [(String, ByteRange)] = []
    for change in override.remove + override.add {
      for entry in change.entries {
        keys.append(("\(change.part.value.rawValue) `\(entry.value)`", entry.range))
      }
    }
    for text in override.removedTests + override.addedTests.map(\.text) {
      keys.append(("the test `\(text.value)`", text.range))
    }
    if let added = override.addedGuard { keys.append((Self.guardKey, added.range)) }
    return keys
  }
}
