import FoundationEssentials
import WaybillAuthoring
public import WaybillCore
import WaybillCorpus
import WaybillRules
import WaybillText

extension RuleTools {
  /// What the formatter did to rule files.
  public struct FormatReport: Sendable {
    /// Files that were not in the canonical layout, and now are if they were to be written.
    public var changed: [String] = []
    /// How many files were in the canonical layout already.
    public var unchanged = 0
    /// Why files were left alone: they are broken, or cannot be read or written.
    public var diagnostics: [Diagnostic] = []
    /// The diagnostics for people.
    public var text = ""
  }

  /// Formats rule files in place; what is broken stays as it is.
  ///
  /// A file is replaced as a whole or not at all, and only if its layout changes.
  /// - Parameters:
  ///   - paths: files and folders of them.
  ///   - writes: false to find out only which files would change.
  public static func format(_ paths: [String], writes: Bool) -> FormatReport {
    var report = FormatReport()
    var seen: Set<String> = []
    for path in paths {
      switch RuleLibrary.files(at: path) {
      case .failure(let problem): report.add(problem.diagnostics, nil)
      case .success(let files):
        for file in files where seen.insert(file.path).inserted { format(file, writes: writes, &report) }
      }
    }
    return report
  }

  private static func format(_ file: RuleFile, writes: Bool, _ report: inout FormatReport) {
    var problems: [Diagnostic] = []
    guard let formatted = formatted(file, &problems) else {
      report.add(problems, file)
      return
    }
    guard formatted != file.bytes else {
      report.unchanged += 1
      return
    }
    if writes {
      do {
        try replace(file.path, with: formatted)
      } catch {
        let place = Place(file: file.path, range: ByteRange(0, 0))
        report.add([Diagnostic(.error, AuthoringCode.notWritten.rawValue, "\(error)", at: place)], nil)
        return
      }
    }
    report.changed.append(file.path)
  }

  /// Formats what claims to be a rule file; the configuration of some other tool in the same folder does not.
  private static func formatted(_ file: RuleFile, _ problems: inout [Diagnostic]) -> [UInt8]? {
    guard RuleFormatter.isRuleFile(file) else {
      problems.append(
        Diagnostic(
          .error, AuthoringCode.notRuleFile.rawValue, "this is no rule file, and is left as it is",
          at: Place(file: file.path, range: ByteRange(0, 0)),
          notes: [.init("a rule file begins with `waybill: \(RuleSetReader.languageVersion)`")]))
      return nil
    }
    return RuleFormatter.format(file, diagnostics: &problems)
  }

  /// Writes beside the file and renames, so that nobody sees half of it; links and rights stay.
  private static func replace(_ path: String, with bytes: [UInt8]) throws {
    let target = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
    let rights = try FileManager.default.attributesOfItem(atPath: target)[.posixPermissions]
    // A file that may not be written is not replaced behind its back.
    guard FileManager.default.isWritableFile(atPath: target) else { throw NotWritable() }
    var output = try OutputFile(path: target)
    try output.write(bytes)
    try output.finish()
    if let rights { try FileManager.default.setAttributes([.posixPermissions: rights], ofItemAtPath: target) }
  }

  private struct NotWritable: Error, CustomStringConvertible {
    var description: String { "the file is not in the canonical layout, and must not be written" }
  }

  /// Formats the text of a rule file.
  /// - Returns: the text in canonical layout, or nil and for people what is wrong with it.
  public static func format(text: [UInt8], name: String) -> (text: [UInt8]?, problems: String) {
    var problems: [Diagnostic] = []
    let file = RuleFile(path: name, bytes: text)
    let formatted = formatted(file, &problems)
    let renderer = DiagnosticRenderer(files: [file])
    return (formatted, problems.map { renderer.text($0) + "\n" }.joined())
  }
}

extension RuleTools.FormatReport {
  fileprivate mutating func add(_ problems: [Diagnostic], _ file: RuleFile?) {
    let renderer = DiagnosticRenderer(files: file.map { [$0] } ?? [])
    diagnostics += problems
    text += problems.map { renderer.text($0) + "\n" }.joined()
  }
}
