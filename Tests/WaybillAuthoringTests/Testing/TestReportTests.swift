import Foundation
import Testing
import WaybillAuthoring
import WaybillCore
import WaybillPipeline
import WaybillRules

@Suite struct TestReportTests {
  private static func report(_ filter: String? = nil) throws -> TestReport {
    let bench = try RuleBench(try Golden.text("tests.rules"))
    return TestReport(bench.workshop, bench.rules, filter: filter)
  }

  @Test func `shows what was expected and found, and why not`() throws {
    let report = try Self.report()
    let parts = [report.text(), report.gapText(isWhole: false), report.summary + "\n"]
    try Golden.compare(parts.joined(separator: "\n"), with: "tests.expected")
  }

  @Test func `colours change nothing but colours`() throws {
    let report = try Self.report()
    let coloured = report.text(usesColour: true)
    #expect(coloured.contains("\u{1B}["))
    var plain = coloured
    for code in ["\u{1B}[1;31m", "\u{1B}[1m", "\u{1B}[2m", "\u{1B}[0m"] {
      plain = plain.components(separatedBy: code).joined()
    }
    #expect(plain == report.text())
  }

  @Test func `writes one JSON object for each test`() throws {
    let report = try Self.report()
    try Golden.compare(report.json, with: "tests.json.expected")
    for line in report.json.split(separator: "\n") {
      let value = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
      #expect(value?["rule"] is String && value?["verdict"] is String)
    }
    #expect(report.json.split(separator: "\n").count == report.cases.count)
  }

  @Test func `writes JUnit`() throws {
    try Golden.compare(try Self.report().junit, with: "tests.junit.expected")
  }

  @Test func `a filter leaves out tests of other rules, and their gaps`() throws {
    let report = try Self.report("shahed")
    #expect(report.cases.map(\.rule) == ["my.arms#designator.shahed"])
    #expect(report.total == 8)
    #expect(report.gaps.map(\.name) == ["my.arms#designator.shahed"])
    #expect(report.summary == "1 test of 8: 0 passed, 1 failed")
    #expect(try Self.report("nix").cases.isEmpty)
  }

  /// An XML reader of the platform's own reads what comes out, whatever stands in the tests.
  @Test(arguments: ["a ]> b", "<&>'\\\"", "tab\\there", "bell\\ahere", "zero\\u200bwidth", "\\uFFFE", "日本 🚢"])
  func `no text breaks the XML`(_ text: String) throws {
    let bench = try RuleBench(
      """
      waybill: 1
      ruleset: {id: s}
      labels: {l: {kind: enum, of: [x]}}
      rules: [{id: a, emit: {l: x}, match: [b], tests: [{text: "\(text)", expect: {l: y}}]}]
      """)
    let junit = TestReport(bench.workshop, bench.rules).junit
    #expect(junit.contains("<failure"))
    #expect(junit.unicodeScalars.allSatisfy { $0.value >= 0x20 || $0 == "\n" })
    // No sign of markup stands in it that is not ours.
    let tags = junit.split(separator: "<").dropFirst().map {
      $0.prefix { $0 != " " && $0 != ">" && $0 != "\n" }
    }
    #expect(
      Set(tags).isSubset(of: [
        "?xml", "testsuites", "/testsuites", "testsuite", "/testsuite", "testcase", "/testcase", "failure",
        "/failure",
      ]))
    #expect(!junit.contains("]]>"))
  }
}
