import BuiltInClassifiers
import Foundation
import TestSupport
import Testing
import WaybillCore
import WaybillPipeline
import WaybillRules
import WaybillText

/// Slips of the keyboard in the shipped rule files are refused, or a rule's test fails.
///
/// Slips that break the form of a file (keys, names, labels, brackets, quotes, indents) must nearly all be noticed. Those
/// within a phrase (letters, signs, numbers) leave another phrase that is right in itself: they are noticed only where a
/// test holds the phrase, and are counted only.
///
/// `WAYBILL_MUTATIONS` says how many are tried, `WAYBILL_MUTATION_SEED` which; `Scripts/mutations` tries a hundred and
/// lists those that nobody noticed.
struct MutationTests {
  private static let environment = ProcessInfo.processInfo.environment
  private static let count = environment["WAYBILL_MUTATIONS"].flatMap { Int($0) } ?? 18
  private static let seed = environment["WAYBILL_MUTATION_SEED"].flatMap { UInt64($0) } ?? 1

  private static let files: [RuleFile] = {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "Rules").path
    let names = (try? FileManager.default.subpathsOfDirectory(atPath: root)) ?? []
    return names.filter { $0.hasSuffix(".yaml") }.sorted().compactMap { name in
      FileManager.default.contents(atPath: "\(root)/\(name)").map { RuleFile(path: name, bytes: Array($0)) }
    }
  }()

  private enum Fate: Sendable, Equatable {
    /// The rules say the same as before.
    case unchanged
    case refused
    /// A test of a rule fails.
    case failed
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
      let file = Self.files.randomElement(using: &random)!
      let text = String(decoding: file.bytes, as: UTF8.self)
      if let mutation = RuleMutation(kind, of: file.path, text, using: &random) { mutations.append(mutation) }
    }
    let declarations = Self.files.compactMap { file in
      var ignored: [Diagnostic] = []
      return RuleSetReader.read(file, diagnostics: &ignored)
    }
    #expect(declarations.count == Self.files.count)

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
    var changed = (form: 0, phrase: 0)
    var survivors: (form: [RuleMutation], phrase: [RuleMutation]) = ([], [])
    for (mutation, fate) in zip(mutations, fates) where fate != .unchanged {
      if case .unplaced(let message) = fate { Issue.record("\(mutation): no place: \(message)") }
      if mutation.kind.isOfForm {
        changed.form += 1
        if fate == .survived { survivors.form.append(mutation) }
      } else {
        changed.phrase += 1
        if fate == .survived { survivors.phrase.append(mutation) }
      }
    }
    if Self.environment["WAYBILL_MUTATIONS"] != nil {
      let refused = fates.count { $0 == .refused }
      let failed = fates.count { $0 == .failed }
      print(
        "\(mutations.count) slips, \(changed.form + changed.phrase) change a rule: \(refused) refused, \(failed) fail a test"
      )
      print("of form: \(changed.form - survivors.form.count) of \(changed.form) noticed")
      print("within phrases: \(changed.phrase - survivors.phrase.count) of \(changed.phrase) noticed")
      for survivor in survivors.form + survivors.phrase { print("unnoticed: \(survivor)") }
    }
    #expect((changed.form + changed.phrase) * 2 > mutations.count)
    #expect(survivors.form.count * 10 <= changed.form, "\(survivors.form)")
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
    let runner = RuleTestRunner(Pipeline(rules, plugins: BuiltInClassifiers.all))
    // The file's own tests are the likeliest to notice.
    let own = rules.tests.filter { $0.place.file == file }
    let others = rules.tests.filter { $0.place.file != file }
    return (own + others).contains { runner.run($0).failure != nil } ? .failed : .survived
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
