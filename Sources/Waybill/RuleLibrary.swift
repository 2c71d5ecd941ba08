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
  private(set) var declarations: [RuleSetDeclaration] = []
  /// Files that nobody named: loaded because others import them.
  private(set) var importedFiles: Set<String> = []

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

  /// Compiles what was read and looks for what is probably not meant. Rules with errors get no such look.
  mutating func lint() -> CompiledRules? {
    guard let rules = compile() else { return nil }
    diagnostics = Linter.lint(rules, reported: diagnostics) { [importedFiles] in !importedFiles.contains($0) }
    return rules
  }

  /// Compiles what was read as if some overrides had not been written; what that gives rise to is not reported.
  func compile(without isLeftOut: (OverrideDeclaration, Place) -> Bool) -> CompiledRules? {
    var declarations = declarations
    for index in declarations.indices {
      let file = declarations[index].file
      declarations[index].overrides.removeAll { isLeftOut($0, Place(file: file, range: $0.range)) }
    }
    var ignored: [Diagnostic] = []
    return RuleCompiler.compile(
      declarations, plugins: BuiltInClassifiers.all.map { $0.descriptor }, diagnostics: &ignored)
  }

  /// Returns `file:line` of a place.
  func line(of place: Place) -> String {
    let file = files.first { $0.path == place.file }
    return place.file
      + (file.map { ":\(LineIndex($0.bytes).position(of: place.range.start).line)" } ?? "")
  }

  private mutating func read(_ file: RuleFile) {
    guard !files.contains(where: { $0.path == file.path }) else { return }
    files.append(file)
    if let declaration = RuleSetReader.read(file, diagnostics: &diagnostics) {
      declarations.append(declaration)
    }
  }

  private mutating func readPath(_ path: String) {
    switch RuleLibrary.files(at: path) {
    case .success(let files): for file in files { read(file) }
    case .failure(let problem): diagnostics += problem.diagnostics
    }
  }

  private mutating func addImportedSets() {
    var index = 0
    while index < declarations.count {
      for item in declarations[index].imports
      where !declarations.contains(where: { $0.id.value == item.from.value }) {
        if let file = RuleLibrary.shippedFile(ofRuleSet: item.from.value) {
          importedFiles.insert(file.path)
          read(file)
        }
      }
      index += 1
    }
  }

  // MARK: Files on disk

  /// A path that names no rule file that can be read.
  struct Unreadable: Error {
    var diagnostics: [Diagnostic] = []

    mutating func add(_ path: String, _ reason: String) {
      diagnostics.append(
        Diagnostic(
          .error, CompilationCode.unreadableSource.rawValue, reason,
          at: Place(file: path, range: ByteRange(0, 0))))
    }
  }

  /// Returns the rule file at a path, or those in the folder at it, in the order of their names.
  static func files(at path: String) -> Result<[RuleFile], Unreadable> {
    var problem = Unreadable()
    var paths = [path]
    if let attributes = try? FileManager.default.attributesOfItem(atPath: path) {
      var isFolder = attributes[.type] as? FileAttributeType == .typeDirectory
      if attributes[.type] as? FileAttributeType == .typeSymbolicLink {
        isFolder = (try? FileManager.default.contentsOfDirectory(atPath: path)) != nil
      }
      if isFolder {
        let names = (try? FileManager.default.subpathsOfDirectory(atPath: path)) ?? []
        // Hidden folders are the business of other tools: builds, version control.
        let rules = names.filter { name in
          (name.hasSuffix(".yaml") || name.hasSuffix(".yml"))
            && !name.split(separator: "/").contains { $0.hasPrefix(".") }
        }.sorted()
        if rules.isEmpty { problem.add(path, "the folder holds no rule files (*.yaml)") }
        paths = rules.map { path.hasSuffix("/") ? path + $0 : path + "/" + $0 }
      }
    } else {
      problem.add(path, "no such file or folder")
      paths = []
    }
    let files = paths.compactMap { path -> RuleFile? in
      guard let data = FileManager.default.contents(atPath: path) else {
        problem.add(path, "the file cannot be read")
        return nil
      }
      return RuleFile(path: path, bytes: Array(data))
    }
    return problem.diagnostics.isEmpty ? .success(files) : .failure(problem)
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
