import Foundation
import TestSupport
import Testing
import Waybill
import WaybillCore

/// What `rules check` prints of the faulty examples of `Documentation/Lints.md`, in `Lints.expected`.
@Suite struct LintGoldenTests {
  private static let expected = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "Fixtures/Lints.expected")

  @Test func `prints each planted fault as expected`() throws {
    var text = ""
    for section in LintDocumentationTests.sections {
      let folder = try TemporaryFolder()
      let path = try folder.write(
        "example.yaml", "waybill: 1\nruleset: {id: example}\n" + (section.examples.first ?? ""))
      text += RuleTools.check([.path(path)]).text.replacing(folder.path + "/", with: "")
    }
    if ProcessInfo.processInfo.environment["WAYBILL_UPDATE_GOLDEN"] == "1" {
      try Data(text.utf8).write(to: Self.expected)
    }
    #expect(try String(contentsOf: Self.expected, encoding: .utf8) == text)
  }
}
