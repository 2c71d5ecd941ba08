import FoundationEssentials
import WaybillAuthoring
import WaybillCore
import WaybillCorpus
import WaybillRules

extension RuleTools {
  /// Why a rule set was not begun.
  public struct ScaffoldError: Error, CustomStringConvertible {
    public var description: String
  }

  /// Writes a small rule set to begin with, and the schema for editors beside it.
  ///
  /// Nothing that exists is overwritten.
  /// - Returns: the paths of the files written.
  public static func scaffold(_ name: String, in folder: String) throws(ScaffoldError) -> [String] {
    if let problem = RuleScaffold.problem(withName: name) { throw ScaffoldError(description: problem) }
    var ignored: [Diagnostic] = []
    let isShipped = RuleLibrary.shipped.contains {
      RuleSetReader.read($0, diagnostics: &ignored)?.id.value == name
    }
    if isShipped {
      throw ScaffoldError(description: "`\(name)` is the name of a shipped rule set; take another")
    }
    let prefix = folder.isEmpty || folder == "." ? "" : folder.hasSuffix("/") ? folder : folder + "/"
    let path = "\(prefix)\(name).yaml"
    // A link that leads nowhere is there as well.
    if (try? FileManager.default.attributesOfItem(atPath: path)) != nil {
      throw ScaffoldError(description: "\(path) is there already; it is left as it is")
    }
    do {
      if !prefix.isEmpty {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      }
      var paths = [path]
      try write(RuleScaffold.text(name: name), to: path)
      let schemaPath = prefix + RuleScaffold.schemaName
      if !FileManager.default.fileExists(atPath: schemaPath) {
        try write(schema, to: schemaPath)
        paths.append(schemaPath)
      }
      return paths
    } catch let error as SystemError {
      throw ScaffoldError(description: "\(error)")
    } catch {
      throw ScaffoldError(description: "cannot write \(path)")
    }
  }

  private static func write(_ text: String, to path: String) throws {
    var output = try OutputFile(path: path)
    try output.write(Array(text.utf8))
    try output.finish()
  }
}
