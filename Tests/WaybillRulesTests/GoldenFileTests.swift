import Foundation
import Testing
import WaybillCore
import WaybillRules

/// Each `Fixtures/<problem>.yaml` is read, and what is said of it compared with `<problem>.expected`.
///
/// `WAYBILL_UPDATE_GOLDEN=1 swift test` rewrites the expectations; the difference is then to be reviewed.
@Suite struct GoldenFileTests {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures")
  static let names: [String] = {
    let files = try? FileManager.default.contentsOfDirectory(atPath: folder.path)
    return (files ?? []).filter { $0.hasSuffix(".yaml") }.map { String($0.dropLast(5)) }.sorted()
  }()

  static func file(_ name: String) throws -> RuleFile {
    let bytes = try Data(contentsOf: folder.appending(path: "\(name).yaml"))
    return RuleFile(path: "\(name).yaml", bytes: [UInt8](bytes))
  }

  @Test(arguments: names)
  func `says of each problem file what the expectation beside it says`(_ name: String) throws {
    let file = try Self.file(name)
    var diagnostics: [Diagnostic] = []
    let elapsed = ContinuousClock().measure { _ = RuleSetReader.read(file, diagnostics: &diagnostics) }
    let renderer = DiagnosticRenderer(files: [file])
    let text = diagnostics.map(renderer.text).joined(separator: "\n")
    let expected = Self.folder.appending(path: "\(name).expected")
    if ProcessInfo.processInfo.environment["WAYBILL_UPDATE_GOLDEN"] == "1" {
      try Data(text.utf8).write(to: expected)
    }
    #expect(try String(contentsOf: expected, encoding: .utf8) == text)
    #expect(elapsed < .seconds(1))
  }

  @Test func `finds its fixtures`() {
    #expect(Self.names.count > 30)
  }

  @Test func `shows each code of the schema in some fixture`() throws {
    var seen: Set<String> = []
    for name in Self.names {
      var diagnostics: [Diagnostic] = []
      _ = RuleSetReader.read(try Self.file(name), diagnostics: &diagnostics)
      seen.formUnion(diagnostics.map(\.code))
    }
    let unseen = SchemaCode.allCases.map(\.rawValue).filter { !seen.contains($0) }
    #expect(unseen.isEmpty)
  }
}
