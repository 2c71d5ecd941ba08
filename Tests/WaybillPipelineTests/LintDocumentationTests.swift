import Foundation
import TestSupport
import Testing
import Waybill
import WaybillCore
import WaybillRules

/// The page that explains the lints: each has a section, whose examples do what it says.
@Suite struct LintDocumentationTests {
  struct Section: Sendable, CustomTestStringConvertible {
    var title: String
    var examples: [String]
    var testDescription: String { title }
  }

  private static let page: String = {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    return (try? String(contentsOf: root.appending(path: "Documentation/Lints.md"), encoding: .utf8)) ?? ""
  }()

  static let sections: [Section] = page.components(separatedBy: "\n## ").dropFirst().map { text in
    let examples = text.components(separatedBy: "```yaml\n").dropFirst().map {
      $0.components(separatedBy: "```")[0]
    }
    return Section(title: text.components(separatedBy: "\n")[0], examples: examples)
  }

  @Test func `the page has a section for each lint, in order`() {
    #expect(Self.sections.map(\.title) == Lint.allCases.map { "\($0.rawValue) \($0.name)" })
  }

  private static func codes(_ example: String) throws -> [String] {
    let folder = try TemporaryFolder()
    let path = try folder.write("example.yaml", "waybill: 1\nruleset: {id: example}\n" + example)
    return RuleTools.check([.path(path)]).diagnostics.map(\.code)
  }

  @Test(arguments: sections)
  func `the first example of a section has the fault, the second has none`(_ section: Section) throws {
    try #require(section.examples.count == 2)
    let code = String(section.title.prefix(5))
    #expect(try Self.codes(section.examples[0]) == [code])
    #expect(try Self.codes(section.examples[1]) == [])
  }
}
