import BuiltInClassifiers
import Foundation
import WaybillCore
import WaybillPipeline
import WaybillRules

/// The rule files of this repository, read and compiled once for all tests: it takes seconds.
enum ShippedRules {
  static let files: [RuleFile] = {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "Rules").path
    let names = (try? FileManager.default.subpathsOfDirectory(atPath: root)) ?? []
    return names.filter { $0.hasSuffix(".yaml") }.sorted().compactMap { name in
      FileManager.default.contents(atPath: "\(root)/\(name)").map { RuleFile(path: name, bytes: Array($0)) }
    }
  }()

  static let declarations: [RuleSetDeclaration] = files.compactMap { file in
    var ignored: [Diagnostic] = []
    return RuleSetReader.read(file, diagnostics: &ignored)
  }

  static let pipeline: Pipeline = {
    var problems: [Diagnostic] = []
    let plugins = BuiltInClassifiers.all.map { $0.descriptor }
    guard let rules = RuleCompiler.compile(declarations, plugins: plugins, diagnostics: &problems) else {
      preconditionFailure("the shipped rules do not compile: \(problems.map(\.message))")
    }
    return Pipeline(rules, plugins: BuiltInClassifiers.all)
  }()
}
