import BuiltInClassifiers
import Foundation
import TestSupport
import Testing
import WaybillCore
import WaybillPipeline
import WaybillRules
import WaybillText

/// Slips of the keyboard in the shipped rule files are refused, or a test fails.
///
/// Slips that break the form of a file (keys, names, labels, brackets, quotes, indents) are mostly refused by the reader,
/// the compiler or a lint. Those within a phrase (letters, signs, numbers) leave another phrase that is right in itself:
/// they are noticed where a rule's test or a wording holds the phrase.
///
/// `WAYBILL_MUTATIONS` says how many are tried, `WAYBILL_MUTATION_SEED` which; `Scripts/mutations` tries a hundred and
/// lists those that nobody noticed.
struct MutationTests {
  private static let environment = ProcessInfo.processInfo.environment
  private static let count = environment["WAYBILL_MUTATIONS"].flatMap { Int($0) } ?? 27
  private static let seed = environment["WAYBILL_MUTATION_SEED"].flatMap { UInt64($0) } ?? 1

  private enum Fate: Sendable, Equatable {
    /// The rules say the same as before.
    case unchanged
    case refused
    /// `rules check --strict` names it.
    case linted
    /// A test of a rule fails.
    case failed
    /// A text made from a phrase is read otherwise than it was.
    case reworded
    case survived
    /// A message without a place in the file.
    case unplaced(String)
  }

  @Test(.timeLimit(.minutes(10)))
  func `slips in the shipped rules are refused or fail a test`() async {
    var random = SeededGenerator(seed: Self.seed)
    var mutations: [RuleMutation] = []
    while mutations.count < Self.count {
      let kind = RuleMutation.Kind.allCases[mutations.count % RuleMutation.Kind.allCases.count]
      let file = ShippedRules.files.randomElement(using: &random)!
      let text = String(decoding: file.bytes, as: UTF8.self)
      if let mutation = RuleMutation(kind, of: file.path, text, using: &random) { mutations.append(mutation) }
    }
    let declarations = ShippedRules.declarations
    #expect(declarations.count == ShippedRules.files.count)
    // Otherwise each slip would count as linted.
    #expect(Linter.lint(ShippedRules.pipeline.rules, reported: []).isEmpty)

    // Two at a time: each compiles all rules.
    let fates = await withTaskGroup(of: (Int, Fate).self) { group in
      var fates = [Fate](repeating: .unchanged, count: mutations.count)
      var next = 0
      func start() {
        guard next < mutations.count else { return }
        let (number, mutation) = (next, mutations[next])
        group.addTask { (number, Self.fate(of: mutation.bytes, file: mutation.file, among: declarations)) }
        next += 1
      }
      start()
      start()
      while let (number, fate) = await group.next() {
        fates[number] = fate
        start()
      }
      return fates
    }
    for (mutation, fate) in zip(mutations, fates) {
      if case .unplaced(let message) = fate { Issue.record("\(mutation): no place: \(message)") }
    }
    let changed = zip(mutations, fates).filter { $0.1 != .unchanged }
    let survivors = changed.filter { $0.1 == .survived }.map(\.0)
    if Self.environment["WAYBILL_MUTATIONS"] != nil {
      func count(_ fate: Fate) -> Int { fates.count { $0 == fate } }
      print(
        "\(mutations.count) slips, \(changed.count) change a rule: \(count(.refused)) refused, \(count(.linted)) linted, "
          + "\(count(.failed)) fail a rule's test, \(count(.reworded)) change what a wording finds; "
          + "\(changed.count - survivors.count) of \(changed.count) noticed")
      let form = changed.filter { $0.0.kind.isOfForm }
      print("of form: \(form.count { $0.1 != .survived }) of \(form.count) noticed")
      for survivor in survivors { print("unnoticed: \(survivor)") }
    }
    #expect(changed.count * 2 > mutations.count)
    // A small sample may be an unlucky one.
    let allowed = mutations.count >= 100 ? 0.1 : 0.2
    #expect(Double(survivors.count) <= allowed * Double(changed.count), "\(survivors)")
  }

  private static func fate(of bytes: [UInt8], file: String, among all: [RuleSetDeclaration]) -> Fate {
    var problems: [Diagnostic] = []
    let mutated = RuleSetReader.read(RuleFile(path: file, bytes: bytes), diagnostics: &problems)
    if !problems.isEmpty { return fate(of: problems, bytes, file) }
    guard let mutated, let original = all.first(where: { $0.file == file }) else {
      return .unplaced("neither read nor refused")
    }
    if Self.meaning(of: mutated) == Self.meaning(of: original) { return .unchanged }
    let declarations = all.map { $0.file == file ? mutated : $0 }
    let rules = RuleCompiler.compile(
      declarations, plugins: BuiltInClassifiers.all.map { $0.descriptor }, diagnostics: &problems)
    if !problems.isEmpty { return fate(of: problems, bytes, file) }
    guard let rules else { return .unplaced("neither compiled nor refused") }
    let pipeline = Pipeline(rules, plugins: BuiltInClassifiers.all)
    let runner = RuleTestRunner(pipeline)
    func hasFailure(_ tests: [RuleTest]) -> Bool { tests.contains { runner.run($0).failure != nil } }
    // What notices most comes first, and what takes long last.
    if hasFailure(rules.tests.filter { $0.place.file == file }) { return .failed }
    let isReworded = Wordings.kept(of: file).contains { kept in
      Wordings.found(of: kept.wording, by: pipeline) != kept.found
    }
    if isReworded { return .reworded }
    if hasFailure(rules.tests.filter { $0.place.file != file }) { return .failed }
    // The shipped rules are free of lints.
    return Linter.lint(rules, reported: []).isEmpty ? .survived : .linted
  }

  private static func fate(of problems: [Diagnostic], _ bytes: [UInt8], _ file: String) -> Fate {
    for problem in problems {
      let range = problem.place.range
      let isInside = problem.place.file == file ? range.start <= range.end && range.end <= bytes.count : true
      if problem.place.file.isEmpty || !isInside { return .unplaced(problem.message) }
    }
    return .refused
  }

  /// What a rule set says, without places, reasons and tests.
  private static func meaning(of value: Any) -> String {
    if let text = value as? String { return "“\(text)”" }
    let mirror = Mirror(reflecting: value)
    if mirror.children.isEmpty { return "\(value)" }
    let skipped: Set = ["range", "tests", "why", "file", "version", "lang", "license"]
    let parts = mirror.children.compactMap { child -> String? in
      if let label = child.label, skipped.contains(label) { return nil }
      if child.value is ByteRange { return nil }
      return "\(child.label ?? ""):\(meaning(of: child.value))"
    }
    return "(\(parts.joined(separator: ",")))"
  }
}
