package import WaybillCore
import WaybillMatching
import WaybillText
import WaybillYAML

/// Compiles checked declarations into the one form that articles are read with.
///
/// Works in passes: names first, so that files may come in any order, then phrases, then everything that refers to
/// them. Problems are collected; the result is nil when any of them is an error.
package struct RuleCompiler {
  var declarations: [RuleSetDeclaration]
  let plugins: [ClassifierDescriptor]
  var diagnostics: [Diagnostic] = []
  /// How many problems of each severity were found, shown or not.
  private var reported: [Diagnostic.Severity: Int] = [:]
  /// More problems than this are not shown.
  static let maxProblems = 500

  var catalog = Catalog()
  var builder: PhraseCompiler
  var axisNumbers: [String: Int] = [:]
  var actorNumbers: [String: Int] = [:]
  var behaviours: [RuleBehaviour] = []
  var forms: [ActorForm] = []
  var exceptions: [SymbolSet] = []
  var modifierBehaviours: [ModifierBehaviour] = []
  var frames = PatternSet()
  var tests: [RuleTest] = []
  var recordedLists: [Int32] = []
  var fingerprints = ConstructFingerprints([:])
  var overrides: [AppliedOverride] = []
  /// The fingerprints of the rule sets as written, before overrides.
  var baseFingerprints = ConstructFingerprints([:])
  /// Rule set by id.
  var ruleSets: [String: RuleSetDeclaration] = [:]

  private init(
    _ declarations: [RuleSetDeclaration], plugins: [ClassifierDescriptor], maxSpellings: Int,
    indexesPhrases: Bool
  ) {
    builder = PhraseCompiler(rowLimit: maxSpellings)
    if indexesPhrases { builder.index = PhraseIndexBuilder() }
    // Order of files must not matter.
    self.declarations = declarations.sorted { $0.id.value < $1.id.value }
    self.plugins = plugins
  }

  /// Compiles rule sets.
  /// - Parameters:
  ///   - declarations: everything that was loaded, in any order.
  ///   - plugins: the classifiers that rule sets can register.
  ///   - diagnostics: problems are appended here.
  ///   - maxSpellings: how many spellings all phrases together may have; nil for two million.
  ///   - indexesPhrases: whether it must be known which phrase an occurrence spells.
  ///   - dissected: the name of a construct whose anatomy is wanted.
  /// - Returns: nil when there is an error among the problems.
  /// - Complexity: O(phrases × variants)
  package static func compile(
    _ declarations: [RuleSetDeclaration], plugins: [ClassifierDescriptor], diagnostics: inout [Diagnostic],
    maxSpellings: Int? = nil, indexesPhrases: Bool = false, dissecting dissected: String? = nil
  ) -> CompiledRules? {
    let hadErrors = diagnostics.contains { $0.severity == .error }
    var compiler = RuleCompiler(
      declarations, plugins: plugins, maxSpellings: maxSpellings ?? PhraseCompiler.maxRows,
      indexesPhrases: indexesPhrases)
    compiler.declareNames()
    compiler.applyOverrides()
    compiler.compileLists()
    compiler.compileActors()
    compiler.compileRules()
    compiler.compileDesignators()
    compiler.compileModifiers()
    compiler.addRecordTests()
    compiler.compilePolicies()
    let registrations = compiler.register()
    diagnostics += compiler.diagnostics
    guard !hadErrors, !compiler.diagnostics.contains(where: { $0.severity == .error }) else { return nil }
    let anatomy = dissected.flatMap { compiler.anatomy(of: $0) }
    var rules = compiler.freeze(registrations)
    rules.anatomy = anatomy
    return rules
  }

  /// Whether no further error will be shown.
  var isFull: Bool { reported[.error, default: 0] >= RuleCompiler.maxProblems }

  /// Reports an error, unless there are so many already that nobody reads on.
  mutating func report(
    _ code: CompilationCode, _ message: String, _ file: String, _ range: ByteRange,
    notes: [Diagnostic.Note] = [], suggestion: String? = nil
  ) {
    let place = Place(file: file, range: range)
    report(Diagnostic(.error, code.rawValue, message, at: place, notes: notes, suggestion: suggestion))
  }

  /// Reports what a lint finds on the way.
  mutating func warn(_ lint: Lint, _ message: String, _ file: String, _ range: ByteRange) {
    report(Diagnostic(.warning, lint.rawValue, message, at: Place(file: file, range: range)))
  }

  private mutating func report(_ diagnostic: Diagnostic) {
    // Warnings have a count of their own, so that they cannot crowd out an error.
    reported[diagnostic.severity, default: 0] += 1
    switch reported[diagnostic.severity, default: 0] {
    case ...RuleCompiler.maxProblems: diagnostics.append(diagnostic)
    case RuleCompiler.maxProblems + 1:
      diagnostics.append(
        Diagnostic(
          diagnostic.severity, YAMLCode.tooManyProblems.rawValue,
          "more than \(RuleCompiler.maxProblems) problems; those after this one are not shown",
          at: diagnostic.place))
    default: break
    }
  }

  /// Reports a name that nothing declares, with the nearest that something does.
  mutating func reportUnknown(
    _ code: CompilationCode, _ kind: String, _ name: Located<String>, _ file: String, known: [String]
  ) {
    // What is not shown needs no suggestion.
    let known = isFull ? [] : known.sorted()
    let near = NearestName.nearest(to: name.value, among: known)
    let list =
      known.count <= 12 && !known.isEmpty && near == nil ? ": known are \(known.joined(separator: ", "))" : ""
    report(code, "unknown \(kind) `\(name.value)`\(list)", file, name.range, suggestion: near)
  }

  // MARK: Names

  private mutating func declareNames() {
    for declaration in declarations {
      if let first = ruleSets[declaration.id.value] {
        reportTwice(
          .repeatedRuleSet, "rule set `\(declaration.id.value)`", declaration.file, declaration.id.range,
          first.file,
          first.id.range)
      } else {
        ruleSets[declaration.id.value] = declaration
      }
      declareAxes(of: declaration)
      checkRepeats(in: declaration)
    }
    for declaration in declarations { checkImports(of: declaration) }
  }

  mutating func reportTwice(
    _ code: CompilationCode, _ what: String, _ file: String, _ range: ByteRange, _ firstFile: String,
    _ firstRange: ByteRange
  ) {
    report(
      code, "\(what) is declared twice", file, range,
      notes: [.init("first declared here", at: Place(file: firstFile, range: firstRange))])
  }

  private mutating func declareAxes(of declaration: RuleSetDeclaration) {
    for axis in declaration.axes {
      if axisNumbers[axis.name.value] != nil {
        let first = declarations.lazy.flatMap { set in set.axes.map { (set.file, $0) } }
          .first { $0.1.name.value == axis.name.value }
        reportTwice(
          .repeatedAxis, "axis `\(axis.name.value)`", declaration.file, axis.name.range,
          first?.0 ?? declaration.file,
          first?.1.name.range ?? axis.name.range)
        continue
      }
      let number = catalog.axes.count
      axisNumbers[axis.name.value] = number
      var labels: [Int] = []
      var seen: [String: ByteRange] = [:]
      for branch in axis.branches {
        for label in branch.labels {
          if let first = seen[label.value] {
            reportTwice(
              .repeatedLabel, "label `\(label.value)`", declaration.file, label.range, declaration.file, first
            )
            continue
          }
          seen[label.value] = label.range
          labels.append(catalog.labels.count)
          catalog.labels.append(Label(name: label.value, axis: number, branch: branch.branch?.value))
        }
      }
      let kind: Axis.Kind =
        switch axis.kind {
        case .tree: .tree
        case .enum: .enum
        case .scale: .scale
        }
      catalog.axes.append(Axis(name: axis.name.value, kind: kind, labels: labels))
    }
  }

  /// Ids of one kind must differ within a rule set, so that `ruleset#kind.name` names one thing.
  private mutating func checkRepeats(in declaration: RuleSetDeclaration) {
    let kinds: [(String, [Located<String>])] = [
      ("list", declaration.lists.map(\.name)), ("rule", declaration.rules.map(\.id)),
      ("designator", declaration.designators.map(\.name)), ("modifier", declaration.modifiers.map(\.name)),
    ]
    for (kind, names) in kinds {
      var seen: [String: ByteRange] = [:]
      for name in names {
        if let first = seen[name.value] {
          reportTwice(
            .repeatedName, "\(kind) `\(name.value)`", declaration.file, name.range, declaration.file, first)
        } else {
          seen[name.value] = name.range
        }
      }
    }
  }

  private mutating func checkImports(of declaration: RuleSetDeclaration) {
    for item in declaration.imports {
      guard let source = ruleSets[item.from.value] else {
        reportUnknown(.unknownRuleSet, "rule set", item.from, declaration.file, known: ruleSets.keys.sorted())
        continue
      }
      let names = source.lists.map { $0.name.value } + source.modifiers.map { "modifier.\($0.name.value)" }
      for use in item.use where !names.contains(use.value) {
        reportUnknown(.unknownImport, "name of \(item.from.value)", use, declaration.file, known: names)
      }
    }
  }

  // MARK: Freezing

  private func freeze(_ registrations: [CompiledRules.Registration]) -> CompiledRules {
    var builder = builder
    let words = builder.functionWords()
    let (vocabulary, leads, phrases, labelPatterns) = builder.freeze(forms, words)
    let breakers =
      declarations.lazy.compactMap { builder.listSymbol("stop.clause", in: $0.id.value) }.first ?? -1
    let program = RuleProgram(
      catalog: catalog, vocabulary: vocabulary, leads: leads, phrases: phrases, symbols: builder.symbols,
      stages: builder.stages, labelPatterns: labelPatterns,
      frames: frames, rules: behaviours, actorForms: forms, actorExceptions: exceptions,
      modifiers: modifierBehaviours, clauseBreakers: breakers, recordedLists: recordedLists, words: words)
    let summaries = declarations.map { set in
      CompiledRules.RuleSetSummary(
        id: set.id.value, version: set.version?.value, file: set.file, rules: set.rules.count,
        designators: set.designators.count, modifiers: set.modifiers.count, lists: set.lists.count,
        actors: set.actors.count,
        tests: set.rules.reduce(0) { $0 + $1.tests.count } + set.designators.reduce(0) { $0 + $1.tests.count }
          + set.modifiers.reduce(0) { $0 + $1.tests.count } + set.tests.reduce(0) { $0 + $1.tests.count })
    }
    var finished = registrations
    for index in finished.indices { finished[index].configuration.catalog = catalog }
    return CompiledRules(
      program: program, registrations: finished, ruleSets: summaries, tests: tests,
      phrases: builder.index?.freeze(), overrides: overrides, declarations: declarations,
      baseFingerprints: baseFingerprints, fingerprints: fingerprints)
  }
}
