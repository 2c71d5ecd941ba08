import BuiltInClassifiers
import Foundation
import Testing
import WaybillCore
import WaybillRules

/// Each `Faults/overrides/<fault>.yaml` overrides `base.rules`, and what is said of it is compared with
/// `<fault>.expected`.
@Suite struct OverrideGoldenTests {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Faults/overrides")
  static let names: [String] = {
    let files = try? FileManager.default.contentsOfDirectory(atPath: folder.path)
    return (files ?? []).filter { $0.hasSuffix(".yaml") }.map { String($0.dropLast(5)) }.sorted()
  }()

  private static func file(_ name: String) throws -> RuleFile {
    RuleFile(path: name, bytes: [UInt8](try Data(contentsOf: folder.appending(path: name))))
  }

  private static func diagnostics(_ files: [RuleFile]) -> [Diagnostic] {
    var diagnostics: [Diagnostic] = []
    let declarations = files.compactMap { RuleSetReader.read($0, diagnostics: &diagnostics) }
    let rules = RuleCompiler.compile(
      declarations, plugins: BuiltInClassifiers.all.map { $0.descriptor }, diagnostics: &diagnostics)
    #expect((rules == nil) == diagnostics.contains { $0.severity == .error })
    return diagnostics
  }

  @Test(arguments: names)
  func `says of each faulty override what the expectation beside it says`(_ name: String) throws {
    let files = try [Self.file("base.rules"), Self.file("\(name).yaml")]
    let diagnostics = Self.diagnostics(files)
    let renderer = DiagnosticRenderer(files: files)
    let text = diagnostics.map(renderer.text).joined(separator: "\n")
    let expected = Self.folder.appending(path: "\(name).expected")
    if ProcessInfo.processInfo.environment["WAYBILL_UPDATE_GOLDEN"] == "1" {
      try Data(text.utf8).write(to: expected)
    }
    #expect(try String(contentsOf: expected, encoding: .utf8) == text)
    #expect(Self.diagnostics(files.reversed()).map(\.message).sorted() == diagnostics.map(\.message).sorted())
  }

  @Test func `shows each code of overrides in some fault`() throws {
    let codes: [CompilationCode] = [
      .unknownOverrideTarget, .changedBase, .unknownEntry, .repeatedEntry, .conflictingOverrides,
      .emptiedConstruct,
    ]
    let seen = try Set(
      Self.names.flatMap { name in
        try Self.diagnostics([Self.file("base.rules"), Self.file("\(name).yaml")]).map(\.code)
      })
    #expect(codes.allSatisfy { seen.contains($0.rawValue) })
  }
}
