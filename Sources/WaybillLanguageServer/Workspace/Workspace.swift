import FoundationEssentials
import Waybill
import WaybillCore
import WaybillRules
import WaybillText
import WaybillYAML

/// The rule files of the folders that an editor has open, with its unsaved texts in place of those on disk.
struct Workspace: Sendable {
  struct File: Sendable {
    var document: TextDocument
    /// Counts up with each change, over all files.
    var revision: Int
    /// As the editor writes it, while it has the file open.
    var uri: String?
    var version: Int?
    fileprivate var outline: YAMLNode??
    fileprivate var index: FileIndex?
  }

  /// Files that are compiled together.
  enum Unit: Hashable, Sendable {
    /// All rule files of the folders.
    case folders
    /// A file outside of them, by itself.
    case file(String)
    /// The rule sets inside the binary.
    case shipped
  }

  let plugins = RuleTools.plugins
  /// Rule files and folders of them; nothing else is read unasked.
  private var roots: [String] = []
  /// Whether the shipped rule sets belong to the folders' own.
  private var includesShipped = false
  private(set) var files: [String: File] = [:]
  private var revision = 0
  private var resolvers: [Unit: NameResolver] = [:]
  /// Paths of shipped files by the rule set in them.
  private var shippedPaths: [String: String] = [:]

  init() {
    for file in RuleTools.shippedFiles {
      put(file.path, TextDocument(file.bytes))
      if let id = index(file.path).id?.name { shippedPaths[id] = file.path }
    }
  }

  // MARK: Files

  static func isShipped(_ path: String) -> Bool { path.hasPrefix("default:") }

  /// Reads the rule files of folders.
  mutating func load(roots: [String], includesShipped: Bool) {
    self.roots = roots
    self.includesShipped = includesShipped
    for root in roots {
      for path in RuleFileSearch.paths(at: root) { readFromDisk(path) }
    }
  }

  private mutating func put(_ path: String, _ document: TextDocument, uri: String? = nil, version: Int? = nil)
  {
    revision += 1
    files[path] = File(document: document, revision: revision, uri: uri, version: version)
    resolvers = [:]
  }

  /// Takes what is on disk, unless the editor has the file open.
  mutating func readFromDisk(_ path: String) {
    guard files[path]?.uri == nil, !Self.isShipped(path) else { return }
    if isInRoots(path), let bytes = RuleFileSearch.bytes(of: path) {
      if files[path]?.document.bytes != bytes { put(path, TextDocument(bytes)) }
    } else if files.removeValue(forKey: path) != nil {
      resolvers = [:]
    }
  }

  mutating func open(_ path: String, uri: String, version: Int?, text: String) {
    put(path, TextDocument(Array(text.utf8)), uri: uri, version: version)
  }

  /// Applies changes to a text that is open; false if it is not.
  mutating func change(
    _ path: String, version: Int?, _ changes: [DidChangeParams.Change], _ encoding: PositionEncoding
  ) -> Bool {
    guard var file = files[path], let uri = file.uri else { return false }
    for change in changes { file.document.apply(change, encoding) }
    put(path, file.document, uri: uri, version: version ?? file.version)
    return true
  }

  mutating func close(_ path: String) {
    guard files[path]?.uri != nil, !Self.isShipped(path) else { return }
    files.removeValue(forKey: path)
    resolvers = [:]
    readFromDisk(path)
  }

  /// Whether a path is that of a rule file in the folders, hidden ones left out.
  private func isInRoots(_ path: String) -> Bool {
    roots.contains { root in
      if root == path { return true }
      let prefix = root.hasSuffix("/") ? root : root + "/"
      return path.hasPrefix(prefix) && RuleFileSearch.isRuleFileName(path)
        && !path.dropFirst(prefix.count).split(separator: "/").contains { $0.hasPrefix(".") }
    }
  }

  // MARK: Units

  func unit(of path: String) -> Unit {
    if Self.isShipped(path) { return .shipped }
    return isInRoots(path) ? .folders : .file(path)
  }

  /// The units that have files of the user's, each with its own paths in order.
  var units: [(unit: Unit, paths: [String])] {
    let own = files.keys.filter { !Self.isShipped($0) }.sorted()
    let inFolders = own.filter { unit(of: $0) == .folders && isRuleFile($0) }
    let alone = own.filter { unit(of: $0) != .folders && isRuleFile($0) }
    return (inFolders.isEmpty ? [] : [(.folders, inFolders)]) + alone.map { (.file($0), [$0]) }
  }

  private func ownPaths(of unit: Unit) -> [String] {
    switch unit {
    case .folders: units.first { $0.unit == .folders }?.paths ?? []
    case .file(let path): [path]
    case .shipped: shippedPaths.values.sorted()
    }
  }

  /// Whether a text claims to be a rule file; other YAML is none of our business.
  func isRuleFile(_ path: String) -> Bool {
    guard let bytes = files[path]?.document.bytes else { return false }
    return RuleFileSearch.looksLikeRuleFile(bytes)
  }

  /// Returns the shipped files that rule sets need: what they import, with what that imports.
  private mutating func shipped(for unit: Unit, _ own: [String]) -> [String] {
    if unit == .shipped { return [] }
    if unit == .folders, includesShipped { return shippedPaths.values.sorted() }
    var known = Set(own.compactMap { index($0).id?.name })
    var found: [String] = []
    var next = own
    while let path = next.popLast() {
      for item in index(path).imports where known.insert(item.from).inserted {
        guard let path = shippedPaths[item.from] else { continue }
        found.append(path)
        next.append(path)
      }
    }
    return found.sorted()
  }

  /// The ids of the rule sets that can be imported and are not loaded yet.
  var shippedIDs: [String] { shippedPaths.keys.sorted() }

  /// Returns what the names of a unit stand for.
  mutating func resolver(of unit: Unit) -> NameResolver {
    if let known = resolvers[unit] { return known }
    let own = ownPaths(of: unit)
    let paths = own + shipped(for: unit, own)
    let resolver = NameResolver(paths.map { index($0) }, plugins: plugins)
    resolvers[unit] = resolver
    return resolver
  }

  /// Returns what is to be compiled together.
  mutating func work(of unit: Unit) -> RuleCheck.Work {
    let own = ownPaths(of: unit)
    let paths = own + shipped(for: unit, own)
    let sources = paths.compactMap { path in
      files[path].map {
        RuleCheck.Source(file: RuleFile(path: path, bytes: $0.document.bytes), revision: $0.revision)
      }
    }
    return RuleCheck.Work(unit: unit, own: own, sources: sources)
  }

  // MARK: Trees

  /// Returns the tree of a file as far as it can be made out.
  mutating func outline(_ path: String) -> YAMLNode? {
    guard let file = files[path] else { return nil }
    if let known = file.outline { return known }
    let tree = Self.outline(file.document.bytes)
    files[path]?.outline = .some(tree)
    return tree
  }

  static func outline(_ bytes: [UInt8]) -> YAMLNode? {
    bytes.count > YAMLLimits.standard.bytes ? nil : OutlineReader.read(bytes)
  }

  mutating func index(_ path: String) -> FileIndex {
    if let known = files[path]?.index { return known }
    let index = FileIndex(path: path, outline(path))
    files[path]?.index = index
    return index
  }
}

/// Finds rule files on disk.
enum RuleFileSearch {
  /// More entries than this are not looked at, in case somebody opens the root of a disk.
  private static let maxEntries = 20_000
  private static let skipped: Set = ["node_modules", "target", "build"]

  static func isRuleFileName(_ path: String) -> Bool { path.hasSuffix(".yaml") || path.hasSuffix(".yml") }

  /// Returns the rule files in a folder, those in its folders included, or the file itself.
  static func paths(at root: String) -> [String] {
    guard isFolder(root) else { return bytes(of: root) == nil ? [] : [root] }
    var found: [String] = []
    var folders = [root]
    var entries = 0
    while let folder = folders.popLast() {
      let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
      for name in names.sorted() where !name.hasPrefix(".") {
        entries += 1
        guard entries <= maxEntries else { return found }
        let path = folder == "/" ? folder + name : "\(folder)/\(name)"
        if isRuleFileName(name) {
          found.append(path)
        } else if !skipped.contains(name), isRealFolder(path) {
          folders.append(path)
        }
      }
    }
    return found
  }

  /// Returns the bytes of a file; nil if it cannot be read or is larger than any rule file.
  static func bytes(of path: String) -> [UInt8]? {
    let target = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
    // What is no plain file may never come to an end.
    guard let attributes = try? FileManager.default.attributesOfItem(atPath: target),
      attributes[.type] as? FileAttributeType == .typeRegular,
      let size = (attributes[.size] as? any BinaryInteger).map({ Int(clamping: $0) }),
      size <= YAMLLimits.standard.bytes,
      let data = FileManager.default.contents(atPath: target)
    else { return nil }
    return Array(data)
  }

  private static func isFolder(_ path: String) -> Bool {
    (try? FileManager.default.contentsOfDirectory(atPath: path)) != nil
  }

  /// Links are not followed, for they may lead in a circle.
  private static func isRealFolder(_ path: String) -> Bool {
    let type = (try? FileManager.default.attributesOfItem(atPath: path))?[.type] as? FileAttributeType
    return type == .typeDirectory
  }

  /// Whether a line begins with one of the two keys that every rule file has.
  static func looksLikeRuleFile(_ bytes: [UInt8]) -> Bool {
    var start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    while start < bytes.count {
      let line = bytes[start...]
      if line.starts(with: "waybill".utf8) || line.starts(with: "ruleset".utf8) {
        let rest = line.dropFirst(7)
        if let colon = rest.first(where: { $0 != 0x20 && $0 != 0x09 }), colon == UInt8(ascii: ":") {
          return true
        }
      }
      guard let end = line.firstIndex(where: { $0 == 0x0A || $0 == 0x0D }) else { return false }
      start = end + 1
    }
    return false
  }
}
