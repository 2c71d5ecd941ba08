package import WaybillCore
import WaybillMatching
import WaybillPipeline
package import WaybillRules
import WaybillText

/// Drafts a rule from examples and near misses, and tries it out before it says so.
///
/// The search: marked spans are generalised in pairs, the nearest first, until nothing in common is left; each
/// pattern on the way is written out in steps (as seen, inflected, with lists, with gaps). The engine itself says what
/// each candidate finds: all of them are compiled into one rule set, each on an axis of its own. Candidates that find
/// what is marked and nothing else are ranked by how many examples they cover, how general they are, and how short,
/// and chosen greedily until every example is covered. One that also finds a near miss is given exceptions, made of
/// its match and the word beside it, and failing that, words that the sentences of the examples share. The chosen rule
/// is compiled as a file with all loaded rule sets, and all tests are run.
package struct RuleDrafter {
  let sets: [RuleSetDeclaration]
  let base: Pipeline
  let plugins: [any Classifier.Type]
  let lexicon: DraftLexicon

  /// How many candidates are tried out.
  static let maxCandidates = 256
  /// How often a rule that breaks the tests of others gives way to a narrower one.
  static let maxAttempts = 4

  /// - Parameters:
  ///   - sets: the loaded rule sets.
  ///   - rules: the same, compiled.
  package init(_ sets: [RuleSetDeclaration], compiled rules: CompiledRules, plugins: [any Classifier.Type]) {
    self.sets = sets
    self.plugins = plugins
    base = Pipeline(rules, plugins: plugins)
    lexicon = DraftLexicon(sets)
  }

  /// Drafts a rule.
  package func draft(_ request: DraftRequest) throws(DraftRefusal) -> RuleDraft {
    guard !request.examples.isEmpty else {
      throw .unusable("there are no examples", "mark what is to be found: \"crates of [[aerial bombs]]\"")
    }
    let hits = request.examples.filter { $0.expectation != nil }
    guard !hits.isEmpty else {
      throw .unusable(
        "there is no example of what is to be found, only near misses", "mark a span with [[…]]")
    }
    if let unmarked = hits.first(where: { $0.marks.isEmpty }) {
      throw .unusable(
        "nothing is marked in \(unmarked.place): “\(unmarked.text)”", "mark what is to be found with [[…]]")
    }
    if sets.contains(where: { $0.id.value == request.ruleSet }) {
      throw .unusable("there is a rule set `\(request.ruleSet)` already", "name another with --rule-set")
    }
    if hits.contains(where: { $0.marks.contains { $0.role != nil } }) { return try draftFrame(request) }
    return try draftMention(request)
  }

  /// Checks a label against the loaded axes.
  func check(_ emit: (axis: String, label: String)) throws(DraftRefusal) {
    let catalog = base.rules.program.catalog
    guard let axis = catalog.axes.first(where: { $0.name == emit.axis }) else {
      let known = catalog.axes.map(\.name)
      throw DraftRefusal(
        isCollision: false, message: "no loaded rule set declares an axis `\(emit.axis)`",
        notes: [
          NearestName.nearest(to: emit.axis, among: known).map { "did you mean `\($0)`?" }
            ?? "the axes are \(known.joined(separator: ", "))"
        ])
    }
    let known = axis.labels.map { catalog.labels[$0].name }
    guard known.contains(emit.label) else {
      throw DraftRefusal(
        isCollision: false, message: "the axis `\(emit.axis)` has no label `\(emit.label)`",
        notes: [
          NearestName.nearest(to: emit.label, among: known).map { "did you mean `\($0)`?" }
            ?? "its labels stand in \(sets.first { $0.axes.contains { $0.name.value == emit.axis } }?.file ?? "")"
        ])
    }
  }

  // MARK: Mentions

  /// A span that must be found: the example's number and the mark's.
  struct Target: Hashable {
    var example: Int
    var mark: Int
  }

  /// A phrase, with what is known of it.
  struct Candidate {
    var rule: DraftedRule
    var steps: WordPattern.Steps = []
    var covers: Set<Target> = []
    /// What it finds and must not.
    var wrong: [(example: Int, range: ByteRange)] = []

    var phrase: String { rule.match[0] }
    /// Guards make a rule less general, and only by a little.
    var rank: (Int, Int, Int) {
      let penalty = rule.unless.count + 2 * rule.needs.count
      return (
        covers.count, 4 * (steps.rawValue & 7) - (steps.contains(.exactCase) ? 1 : 0) - penalty,
        -phrase.utf8.count
      )
    }
  }

  private func draftMention(_ request: DraftRequest) throws(DraftRefusal) -> RuleDraft {
    let emit = try mentionLabel(request)
    try check(emit)
    let (examples, left) = withoutKnown(request.examples, emit)
    guard examples.contains(where: { $0.expectation != nil }) else {
      throw .collision(
        "there is nothing to draft: the loaded rules find every example",
        left.map { "\($0.places.joined(separator: ", ")) is found by \($0.text)" })
    }
    var rule = DraftedRule()
    rule.id = request.id ?? emit.label
    rule.emit = [emit]
    rule.tests = examples.map { example in
      (example.marked, example.expectation.map { _ in [(key: emit.axis, value: emit.label)] })
    }
    var banned: Set<String> = []
    var failures: [String] = []
    for _ in 0..<RuleDrafter.maxAttempts {
      let chosen: [Candidate]
      do { chosen = try choose(examples, banned: banned) } catch {
        // Narrower phrases do not exist; why the wider ones failed is what matters.
        if failures.isEmpty { throw error }
        break
      }
      rule.match = chosen.map(\.phrase)
      rule.unless = unique(chosen.flatMap(\.rule.unless))
      rule.needs = unique(chosen.flatMap(\.rule.needs))
      rule.lists = chosen.flatMap(\.rule.lists)
      let verdict = try verify(rule, request.ruleSet, examples)
      switch verdict {
      case .success(var draft):
        draft.left = left
        draft.phrases = chosen.map { candidate in
          .init(
            text: candidate.phrase,
            places: unique(candidate.covers.map { $0.example }.sorted().map { examples[$0].place }))
        }
        draft.exceptions = rule.unless.map { .init(text: $0, places: []) }
        draft.needs = rule.needs
        return draft
      case .failure(let failed):
        failures = failed.lines
        banned.formUnion(chosen.filter { !$0.steps.isEmpty }.map(\.phrase))
        if chosen.allSatisfy(\.steps.isEmpty) { break }
      }
    }
    throw .collision("a rule for these examples does not go with the loaded rules", failures)
  }

  private func mentionLabel(_ request: DraftRequest) throws(DraftRefusal) -> (axis: String, label: String) {
    if let label = request.label { return label }
    var found: (axis: String, label: String)?
    for example in request.examples {
      guard let pair = example.expectation?.first else { continue }
      if let found, found != (pair.key, pair.value) {
        throw .unusable(
          "the examples expect different labels: `\(found.axis): \(found.label)` and, in \(example.place), `\(pair.key): \(pair.value)`",
          "draft a rule for each label")
      }
      found = (pair.key, pair.value)
    }
    guard let found else {
      throw .unusable("nobody says which label is meant", "name it: --label weapon=main-battle-tank")
    }
    return found
  }

  /// Takes away the examples of which the loaded rules find every span.
  private func withoutKnown(
    _ examples: [DraftExample], _ emit: (axis: String, label: String)
  ) -> (rest: [DraftExample], left: [RuleDraft.Phrase]) {
    let program = base.rules.program
    let label = program.catalog.label(emit.label, axis: emit.axis)
    var left: [RuleDraft.Phrase] = []
    let rest = examples.filter { example in
      guard example.expectation != nil else { return true }
      let reading = program.read(Article(id: "example", text: example.text))
      let owners = example.marks.map { mark in
        reading.labels.first { $0.label == label && reading.span($0.tokens).range == mark.range }?.rule
      }
      guard let first = owners.first, let rule = first, owners.allSatisfy({ $0 != nil }) else { return true }
      left.append(.init(text: program.catalog.rules[rule].name, places: [example.place]))
      return false
    }
    return (rest, left)
  }

  /// Returns phrases that cover all marks and nothing else.
  private func choose(_ examples: [DraftExample], banned: Set<String>) throws(DraftRefusal) -> [Candidate] {
    var targets: Set<Target> = []
    for (number, example) in examples.enumerated() where example.expectation != nil {
      for mark in example.marks.indices { targets.insert(Target(example: number, mark: mark)) }
    }
    let tried = tryOut(candidates(examples).filter { !banned.contains($0.phrase) }, examples)
      .filter { !$0.covers.isEmpty }
    // Those that find too much are tried again with exceptions, then with words they need.
    let colliding = tried.filter { !$0.wrong.isEmpty }
    let excepted = tryOut(colliding.flatMap { exceptions(to: $0, examples) }, examples)
    var safe = (tried + excepted).filter { $0.wrong.isEmpty && !$0.covers.isEmpty }
    if cover(targets, with: safe).rest.isEmpty == false {
      let needs = needs(of: examples)
      let needing = colliding.map { candidate in
        var candidate = candidate
        candidate.rule.needs = needs
        return candidate
      }
      if !needs.isEmpty {
        safe += tryOut(needing, examples).filter { $0.wrong.isEmpty && !$0.covers.isEmpty }
      }
    }
    let (chosen, rest) = cover(targets, with: safe)
    guard rest.isEmpty else { throw collision(rest, examples, tried) }
    return chosen
  }

  /// Greedy set cover: what covers most of the rest, then what is most general, then what is shortest.
  func cover(_ targets: Set<Target>, with safe: [Candidate]) -> (chosen: [Candidate], rest: Set<Target>) {
    var rest = targets
    var chosen: [Candidate] = []
    while !rest.isEmpty {
      let best = safe.max { one, other in
        let (a, b) = (one.rank, other.rank)
        let (coverA, coverB) = (one.covers.intersection(rest).count, other.covers.intersection(rest).count)
        if (coverA, a.1, a.2) != (coverB, b.1, b.2) { return (coverA, a.1, a.2) < (coverB, b.1, b.2) }
        return one.phrase > other.phrase
      }
      guard let best, !best.covers.isDisjoint(with: rest) else { break }
      chosen.append(best)
      rest.subtract(best.covers)
    }
    return (chosen, rest)
  }

  // MARK: Candidates

  private func candidates(_ examples: [DraftExample]) -> [Candidate] {
    var pool: [WordPattern] = []
    for example in examples where example.expectation != nil {
      let bytes = Array(example.text.utf8)
      for mark in example.marks {
        let before = bytes[..<mark.range.start].last { $0 != UInt8(ascii: " ") }
        let starts = before.map { ".!?".utf8.contains($0) } ?? true
        let pattern = WordPattern(mark.text, startsSentence: starts)
        if !pattern.columns.isEmpty, !pool.contains(pattern) { pool.append(pattern) }
      }
    }
    // The nearest two become one; all that they were stays a candidate.
    var open = Array(pool.prefix(32))
    while open.count > 1 {
      var best: (pattern: WordPattern, one: Int, other: Int)?
      for one in open.indices {
        for other in open.indices where other > one {
          guard let pattern = open[one].generalised(with: open[other], lexicon) else { continue }
          if best.map({ Self.spread(pattern) < Self.spread($0.pattern) }) ?? true {
            best = (pattern, one, other)
          }
        }
      }
      guard let best else { break }
      open.remove(at: best.other)
      open[best.one] = best.pattern
      if !pool.contains(best.pattern) { pool.append(best.pattern) }
    }
    var found: [Candidate] = []
    var seen: Set<String> = []
    var owners: [String: String] = [:]
    let steps: [WordPattern.Steps] = [
      [], .inflections, [.inflections, .lists], [.inflections, .gaps], [.inflections, .lists, .gaps],
      .exactCase,
    ]
    for pattern in pool {
      for step in steps {
        let (text, lists) = pattern.phrase(step, lexicon)
        // Two lists of one name cannot both be imported.
        let isClear = lists.allSatisfy { owners[$0.name, default: $0.ruleSet] == $0.ruleSet }
        guard isClear, found.count < Self.maxCandidates, (try? PhraseParser.parse(text)) != nil,
          seen.insert(text).inserted
        else { continue }
        for list in lists { owners[list.name] = list.ruleSet }
        var rule = DraftedRule()
        rule.match = [text]
        rule.lists = lists
        found.append(Candidate(rule: rule, steps: step))
      }
    }
    return found
  }

  /// How much a pattern leaves open.
  private static func spread(_ pattern: WordPattern) -> Int {
    pattern.columns.reduce(0) { $0 + 2 * ($1.folded.count - 1) + ($1.isOptional ? 3 : 0) }
  }

  /// Returns a candidate with exceptions for what it finds wrongly: its match and the word after it, or before it.
  private func exceptions(to candidate: Candidate, _ examples: [DraftExample]) -> [Candidate] {
    var variants: [Candidate] = []
    for prefersBefore in [false, true] {
      var unless: [String] = []
      for wrong in candidate.wrong {
        let text = examples[wrong.example].text
        let bytes = Array(text.utf8)
        let tokens = Tokenizer.phrase(text)
        guard let first = tokens.firstIndex(where: { $0.range.start >= wrong.range.start }),
          let last = tokens.lastIndex(where: { $0.range.end <= wrong.range.end })
        else { return variants }
        func span(_ from: Int, _ to: Int) -> String? {
          guard from >= 0, to < tokens.count else { return nil }
          // Nothing but blanks and hyphens may stand between.
          for index in from..<to {
            let gap = bytes[tokens[index].range.end..<tokens[index + 1].range.start]
            guard gap.allSatisfy({ $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "-") }) else { return nil }
          }
          let word = from < first ? tokens[from] : tokens[to]
          let neighbour = String(decoding: bytes[word.range.start..<word.range.end], as: UTF8.self)
            .lowercased()
          guard DraftLexicon.hasContent(neighbour) else { return nil }
          let whole = String(decoding: bytes[tokens[from].range.start..<tokens[to].range.end], as: UTF8.self)
          let pattern = WordPattern(whole, startsSentence: from == 0)
          return pattern.phrase(.inflections, lexicon).text
        }
        let options = [span(first, last + 1), span(first - 1, last)]
        guard let phrase = (prefersBefore ? options.reversed() : options).compactMap({ $0 }).first,
          (try? PhraseParser.parse(phrase)) != nil
        else { return variants }
        if !unless.contains(phrase) { unless.append(phrase) }
      }
      var variant = candidate
      variant.rule.unless = unless
      if !variants.contains(where: { $0.rule.unless == unless }) { variants.append(variant) }
    }
    return variants
  }

  /// Words that the sentences of the examples have beside the marks, each in at least two, and no near miss has; of
  /// equally common ones those that stand nearer.
  private func needs(of examples: [DraftExample]) -> [String] {
    var found: [String: (examples: Set<Int>, distance: Int)] = [:]
    var refused: Set<String> = []
    for (number, example) in examples.enumerated() {
      let bytes = Array(example.text.utf8)
      for token in Tokenizer.phrase(example.text) {
        let distances = example.marks.map {
          max($0.range.start - token.range.end, token.range.start - $0.range.end)
        }
        let word = String(decoding: bytes[token.range.start..<token.range.end], as: UTF8.self).lowercased()
        guard distances.allSatisfy({ $0 >= 0 }), word.count > 2, word.allSatisfy(\.isLetter),
          DraftLexicon.hasContent(word)
        else { continue }
        let stem = lexicon.base(of: [word]) ?? word
        guard example.expectation != nil else {
          refused.insert(stem)
          continue
        }
        found[stem, default: ([], 0)].examples.insert(number)
        found[stem, default: ([], 0)].distance += distances.min() ?? 0
      }
    }
    let shared = found.filter { $0.value.examples.count > 1 && !refused.contains($0.key) }
    var rest = Set(examples.indices.filter { examples[$0].expectation != nil })
    var words: [String] = []
    while !rest.isEmpty, words.count < 6 {
      let best = shared.max { one, other in
        let (a, b) = (one.value, other.value)
        return (a.examples.intersection(rest).count, -a.distance, other.key)
          < (b.examples.intersection(rest).count, -b.distance, one.key)
      }
      guard let best, !best.value.examples.isDisjoint(with: rest) else { return [] }
      words.append(best.key)
      rest.subtract(best.value.examples)
    }
    return words.map { $0 + "~" }
  }

  // MARK: Trying out

  /// Lets the engine say what each candidate finds.
  private func tryOut(_ candidates: [Candidate], _ examples: [DraftExample]) -> [Candidate] {
    // Only names are needed: what lists and actors stand for.
    let names = sets.map { set in
      var bare = set
      bare.classifiers = []
      bare.rules = []
      bare.designators = []
      bare.modifiers = []
      bare.policies = []
      bare.imports = bare.imports.compactMap { item in
        var item = item
        let had = !item.use.isEmpty
        item.use.removeAll { $0.value.hasPrefix("modifier.") }
        return had && item.use.isEmpty ? nil : item
      }
      return bare
    }
    var (candidates, compiled) = compile(candidates, beside: names)
    guard let program = compiled?.program else { return [] }
    let numbers = RuleDrafter.numbers(in: program)
    for index in candidates.indices { (candidates[index].covers, candidates[index].wrong) = ([], []) }
    for (number, example) in examples.enumerated() {
      let reading = program.read(Article(id: "example", text: example.text))
      for hit in reading.labels {
        guard let index = numbers[hit.rule] else { continue }
        let range = reading.span(hit.tokens).range
        if let mark = example.marks.firstIndex(where: { $0.range == range }), example.expectation != nil {
          candidates[index].covers.insert(Target(example: number, mark: mark))
        } else {
          candidates[index].wrong.append((number, range))
        }
      }
    }
    return candidates
  }

  /// Compiles candidates beside some rule sets; those that the compiler refuses fall away.
  func compile(_ candidates: [Candidate], beside sets: [RuleSetDeclaration]) -> ([Candidate], CompiledRules?)
  {
    var candidates = candidates
    for _ in 0..<2 where !candidates.isEmpty {
      var problems: [Diagnostic] = []
      let probe = DraftedRule.probe(candidates.map(\.rule))
      let descriptors = plugins.map { $0.descriptor }
      if let rules = RuleCompiler.compile(sets + [probe], plugins: descriptors, diagnostics: &problems) {
        return (candidates, rules)
      }
      let refused = Set(problems.filter { $0.place.file == DraftedRule.probeSet }.map(\.place.range.start))
      if refused.isEmpty { break }
      candidates = candidates.enumerated().filter { !refused.contains($0.offset) }.map(\.element)
    }
    return ([], nil)
  }

  /// The candidates' places by their rules' numbers in the catalog.
  static func numbers(in program: RuleProgram) -> [Int: Int] {
    var numbers: [Int: Int] = [:]
    let prefix = "\(DraftedRule.probeSet)#rule.r"
    for (number, rule) in program.catalog.rules.enumerated() where rule.name.hasPrefix(prefix) {
      numbers[number] = Int(rule.name.dropFirst(prefix.count))
    }
    return numbers
  }

  // MARK: The last word

  struct Failed: Error {
    var lines: [String]
  }

  /// Compiles the rule as a file with all loaded rule sets, and runs all tests.
  func verify(
    _ rule: DraftedRule, _ ruleSet: String, _ examples: [DraftExample]
  ) throws(DraftRefusal) -> Result<RuleDraft, Failed> {
    var problems: [Diagnostic] = []
    let raw = RuleFile(path: "draft", bytes: Array(rule.yaml(ruleSet: ruleSet).utf8))
    guard let bytes = RuleFormatter.format(raw, diagnostics: &problems),
      let declaration = RuleSetReader.read(RuleFile(path: "draft", bytes: bytes), diagnostics: &problems),
      let compiled = RuleCompiler.compile(
        sets + [declaration], plugins: plugins.map { $0.descriptor }, diagnostics: &problems)
    else {
      let renderer = DiagnosticRenderer(files: [raw])
      throw .unusable("the draft is no rule:\n" + problems.map { renderer.text($0) }.joined())
    }
    let pipeline = Pipeline(compiled, plugins: plugins)
    let outcomes = RuleTestRunner(pipeline).run()
    let name = "\(ruleSet)#rule.\(rule.id)"
    let own = outcomes.filter { $0.test.owner == name }
    let others = outcomes.filter { $0.test.owner != name }
    var lines = own.filter { $0.failure != nil }.map { outcome in
      "“\(outcome.test.text)”: \(outcome.failure ?? "")" + rivals(of: outcome.test, rule)
    }
    let broken = others.filter { $0.failure != nil }
    if !broken.isEmpty {
      let before = Set(RuleTestRunner(base).run().filter { $0.failure != nil }.map(\.test.place))
      for outcome in broken where !before.contains(outcome.test.place) {
        lines.append(
          "breaks a test of \(outcome.test.owner): “\(outcome.test.text)”: \(outcome.failure ?? "")")
      }
    }
    guard lines.isEmpty else { return .failure(Failed(lines: lines)) }
    return .success(
      RuleDraft(
        yaml: String(decoding: bytes, as: UTF8.self), rule: name, phrases: [], exceptions: [], needs: [],
        left: [],
        hits: examples.count { $0.expectation != nil }, misses: examples.count { $0.expectation == nil },
        otherTests: others.count - broken.count, pipeline: pipeline))
  }

  /// Says which loaded rules hold the spans that a test of the draft wants.
  private func rivals(of test: RuleTest, _ rule: DraftedRule) -> String {
    let reading = base.rules.program.read(Article(id: "example", text: test.text))
    let catalog = base.rules.program.catalog
    var found: [String] = []
    for hit in reading.labels {
      let span = reading.span(hit.tokens)
      let overlaps = test.marks.contains { $0.start < span.range.end && span.range.start < $0.end }
      guard overlaps,
        rule.emit.contains(where: { $0.axis == catalog.axes[catalog.labels[hit.label].axis].name })
      else { continue }
      found.append(
        "\(catalog.rules[hit.rule].name) finds `\(span.text)` as \(catalog.labels[hit.label].name)")
    }
    return found.isEmpty ? "" : "; " + found.joined(separator: "; ")
  }

  /// Says why some marks cannot be had.
  private func collision(_ rest: Set<Target>, _ examples: [DraftExample], _ tried: [Candidate])
    -> DraftRefusal
  {
    var lines: [String] = []
    for target in rest.sorted(by: { ($0.example, $0.mark) < ($1.example, $1.mark) }) {
      let example = examples[target.example]
      let mark = example.marks[target.mark]
      // The narrowest phrase for it shows the collision best.
      let narrow = tried.filter { $0.covers.contains(target) }.min {
        ($0.wrong.count, $0.steps.rawValue & 7, $0.phrase) < (
          $1.wrong.count, $1.steps.rawValue & 7, $1.phrase
        )
      }
      guard let narrow else {
        lines.append("`\(mark.text)` in \(example.place): no phrase finds just this span")
        continue
      }
      let wrong = narrow.wrong.map { wrong in
        let other = examples[wrong.example]
        let isMiss = other.expectation == nil
        return "\(isMiss ? "the near miss" : "a place without marks") in \(other.place): “\(other.text)”"
      }
      lines.append(
        "`\(mark.text)` in \(example.place): the phrase `\(narrow.phrase)` also finds "
          + unique(wrong).joined(separator: " and "))
    }
    lines.append("mark more of the words around, or give examples that share a word which no near miss has")
    return .collision("no phrase separates the examples from the near misses", lines)
  }

  func unique<Value: Hashable>(_ values: [Value]) -> [Value] {
    var seen: Set<Value> = []
    return values.filter { seen.insert($0).inserted }
  }
}
