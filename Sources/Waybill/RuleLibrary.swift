import BuiltInClassifiers
import DefaultRules
import FoundationEssentials
import WaybillCore
import WaybillPipeline
import WaybillRules
import WaybillText

/// Loads rule files: the shipped ones from inside the binary, others from disk.
struct RuleLibrary {
  private(set) var files: [RuleFile] = []
  private(set) var diagnostics: [Diagnostic] = []
  private var declarations: [RuleSetDeclaration] = []

  /// Reads the sources; a rule set that they import and do not contain is taken from the shipped ones.
  init(_ sources: [RuleSource]) {
    for source in sources {
      switch source {
      case .standard: for file in RuleLibrary.shipped { read(file) }
      case .path(let path): readPath(path)
      }
    }
    addImportedSets()
  }

  /// Compiles what was read.
  /// - Parameter indexesPhrases: whether it must be known which phrase an occurrence spells.
  mutating func compile(indexesPhrases: Bool = false) -> CompiledRules? {
    RuleCompiler.compile(
      declarations, plugins: BuiltInClassifiers.all.map { $0.descriptor }, diagnostics: &diagnostics,
      indexesPhrases: indexesPhrases)
  }

  private mutating func read(_ file: RuleFile) {
    guard !files.contains(where: { $0.path == file.path }) else { return }
    files.append(file)
    if let declaration = RuleSetReader.read(file, diagnostics: &diagnostics) {
      declarations.append(declaration)
    }
  }

  private mutating func readPath(_ path: String) {
    var isFolder = false
    guard let attributes = try? FileManager.default.attributesOfItem(atPath: path) else {
      reportUnreadable(path, "no such file or folder")
      return
    }
    isFolder = attributes[.type] as? FileAttributeType == .typeDirectory
    if attributes[.type] as? FileAttributeType == .typeSymbolicLink {
      isFolder = (try? FileManager.default.contentsOfDirectory(atPath: path)) != nil
    }
    guard isFolder else {
      readFile(path)
      return
    }
    let names = (try? FileManager.default.subpathsOfDirectory(atPath: path)) ?? []
    let rules = names.filter { $0.hasSuffix(".yaml") || $0.hasSuffix(".yml") }.sorted()
    if rules.isEmpty { reportUnreadable(path, "the folder holds no rule files (*.yaml)") }
    for name in rules { readFile(path.hasSuffix("/") ? path + name : path + "/" + name) }
  }

  private mutating func readFile(_ path: String) {
    guard let data = FileManager.default.contents(atPath: path) else {
      reportUnreadable(path, "the file cannot be read")
      return
    }
    read(RuleFile(path: path, bytes: Array(data)))
  }

  private mutating func reportUnreadable(_ path: String, _ reason: String) {
    diagnostics.append(
      Diagnostic(
        .error, CompilationCode.unreadableSource.rawValue, reason,
        at: Place(file: path, range: ByteRange(0, 0))))
  }

  private mutating func addImportedSets() {
    var index = 0
    while index < declarations.count {
      for item in declarations[index].imports
      where !declarations.contains(where: { $0.id.value == item.from.value }) {
        if let file = RuleLibrary.shippedFile(ofRuleSet: item.from.value) { read(file) }
      }
      index += 1
    }
  }

  // MARK: The shipped rule sets

  /// The rule files inside the binary, by their paths under `Rules/`.
  static var shipped: [RuleFile] {
    (0..<waybill_rule_file_count()).map { index in
      let file = unsafe waybill_rule_file_at(index)
      let bytes = unsafe Array(UnsafeBufferPointer(start: file.bytes, count: file.count))
      return unsafe RuleFile(path: "default:" + String(cString: file.path), bytes: bytes)
    }
  }

  private static func shippedFile(ofRuleSet id: String) -> RuleFile? {
    var ignored: [Diagnostic] = []
    return shipped.first { RuleSetReader.read($0, diagnostics: &ignored)?.id.value == id }
  }
}
