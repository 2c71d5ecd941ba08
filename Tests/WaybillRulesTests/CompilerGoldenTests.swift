import BuiltInClassifiers
import Foundation
import Testing
import WaybillCore
import WaybillRules

/// Each `Faults/rules/<fault>.yaml` is compiled beside `base.rules`, and what is said of it is compared with
/// `<fault>.expected`.
@Suite struct CompilerGoldenTests {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Faults/rules")
  static let names: [String] = {
    let files = try? FileManager.default.contentsOfDirectory(atPath: folder.path)
    return (files ?? []).filter { $0.hasSuffix(".yaml") }.map { String($0.dropLast(5)) }.sorted()
  }()

  private static func check(_ name: String) throws -> (diagnostics: [Diagnostic], text: String) {
    let files = try ["base.rules", "\(name).yaml"].map { name in
      RuleFile(path: name, bytes: [UInt8](try Data(contentsOf: folder.appending(path: name))))
    }
    var diagnostics: [Diagnostic] = []
    let declarations = files.compactMap { RuleSetReader.read($0, diagnostics: &diagnostics) }
    let rules = RuleCompiler.compile(
      declarations, plugins: BuiltInClassifiers.all.map { $0.descriptor }, diagnostics: &diagnostics)
    #expect(rules == nil, "\(name) is no fault")
    let renderer = DiagnosticRenderer(files: files)
    return (diagnostics, diagnostics.map(renderer.text).joined(separator: "\n"))
  }

  @Test(arguments: names)
  func `says of each fault what the expectation beside it says`(_ name: String) throws {
    let text = try Self.check(name).text
    let expected = Self.folder.appending(path: "\(name).expected")
    if ProcessInfo.processInfo.environment["WAYBILL_UPDATE_GOLDEN"] == "1" {
      try Data(text.utf8).write(to: expected)
    }
    #expect(try String(contentsOf: expected, encoding: .utf8) == text)
  }

  @Test func `shows each code of the compiler in some fault`() throws {
    // A path that cannot be read is the library's; overrides have faults of their own; marks are the reader's, and so many
    // spellings as make the last one need a limit set low.
    var seen: Set<CompilationCode> = [
      .unreadableSource, .unknownOverrideTarget, .changedBase, .unknownEntry, .repeatedEntry,
      .conflictingOverrides,
      .emptiedConstruct, .unpairedMarks, .tooManySpellings,
    ]
    for name in Self.names {
      seen.formUnion(try Self.check(name).diagnostics.compactMap { CompilationCode(rawValue: $0.code) })
    }
    let unseen = CompilationCode.allCases.filter { !seen.contains($0) }
    #expect(unseen.isEmpty, "\(unseen.map(\.rawValue))")
  }
}
