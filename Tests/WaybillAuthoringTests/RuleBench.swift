import BuiltInClassifiers
import Foundation
import Testing
import WaybillAuthoring
import WaybillCore
import WaybillPipeline
import WaybillRules

/// Rule files in a test, on the author's way: to be compiled, asked about and changed.
struct RuleBench {
  let workshop: RuleWorkshop
  let rules: CompiledRules

  init(_ texts: [String]) throws {
    var diagnostics: [Diagnostic] = []
    let files = texts.enumerated().map { index, text in
      RuleFile(path: index == 0 ? "my.yaml" : "my\(index + 1).yaml", bytes: Array(text.utf8))
    }
    let declarations = files.compactMap { RuleSetReader.read($0, diagnostics: &diagnostics) }
    try #require(diagnostics.filter { $0.severity == .error }.isEmpty, "\(diagnostics.map(\.message))")
    workshop = RuleWorkshop(files, declarations, plugins: BuiltInClassifiers.all)
    rules = try #require(workshop.compiled())
  }

  init(_ text: String) throws { try self.init([text]) }

  func whyNot(_ name: String, _ text: String) throws -> WhyNot {
    try #require(WhyNot(name, in: Article(id: "a", text: text), workshop: workshop))
  }

  /// Whether a record of the article names the rule, or a test of the rule would find something.
  func hits(_ name: String, _ text: String) -> Bool {
    WhyNot.isHit(name, in: Article(id: "a", text: text), rules: rules, plugins: workshop.plugins)
  }
}

/// Files that say what comes out; `WAYBILL_UPDATE_GOLDEN=1` rewrites them.
enum Golden {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures")

  static func text(_ name: String) throws -> String {
    try String(contentsOf: folder.appending(path: name), encoding: .utf8)
  }

  static func compare(_ text: String, with name: String) throws {
    if ProcessInfo.processInfo.environment["WAYBILL_UPDATE_GOLDEN"] == "1" {
      try Data(text.utf8).write(to: folder.appending(path: name))
    }
    #expect(text == (try? Self.text(name)) ?? "")
  }
}
