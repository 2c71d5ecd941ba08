/// The files that a list of arguments leads to, one after the other: folders are walked in the order of their names.
struct FileWalk {
  struct Entry: Hashable {
    enum Kind: Hashable { case text, lines, object, sniffed, compressed }
    var path: String
    /// Relative to the argument that led here.
    var name: String
    var kind: Kind
    /// Why the walk could not go on here.
    var objection: String?
  }

  /// A folder whose entries are being visited.
  private struct Folder {
    var path: String
    var name: String
    var identity: FileStatus.Identity
    var names: [String]
    var next = 0
  }

  /// Files and folders passed over: hidden, of another kind, or a link back to a folder already open.
  private(set) var skipped = 0
  private var arguments: ArraySlice<String>
  private var folders: [Folder] = []

  /// Creates the walk; `-` among the arguments is standard input.
  /// - Throws: The first argument that does not exist or may not be read.
  init(_ arguments: [String]) throws(SystemError) {
    self.arguments = arguments[...]
    for argument in arguments where argument != "-" {
      _ = try FileStatus(ofPath: argument)
      try FileStatus.checkReadable(argument)
    }
  }

  /// Returns the next file, or nil at the end.
  mutating func next() -> Entry? {
    while true {
      if folders.isEmpty {
        guard let argument = arguments.popFirst() else { return nil }
        if let entry = visit(argument: argument) { return entry }
      } else if let name = nextName() {
        if let entry = visit(name: name) { return entry }
      } else {
        folders.removeLast()
      }
    }
  }

  private mutating func nextName() -> String? {
    let top = folders.count - 1
    guard folders[top].next < folders[top].names.count else { return nil }
    defer { folders[top].next += 1 }
    return folders[top].names[folders[top].next]
  }

  private mutating func visit(argument: String) -> Entry? {
    if argument == "-" { return Entry(path: "-", name: "stdin", kind: .sniffed) }
    do {
      let status = try FileStatus(ofPath: argument)
      if status.kind == .folder {
        try open(path: argument, name: "", identity: status.identity)
        return nil
      }
    } catch {
      // It was there when the walk began.
      return Entry(path: argument, name: argument, kind: .sniffed, objection: "\(error)")
    }
    let name = argument.split(separator: "/").last.map(String.init) ?? argument
    return Entry(path: argument, name: name, kind: Self.kind(of: name) ?? .sniffed)
  }

  private mutating func visit(name: String) -> Entry? {
    let folder = folders[folders.count - 1]
    let path = folder.path.hasSuffix("/") ? folder.path + name : "\(folder.path)/\(name)"
    let relative = folder.name.isEmpty ? name : "\(folder.name)/\(name)"
    let kind = Self.kind(of: name)
    if name.hasPrefix(".") {
      skipped += 1
      return nil
    }
    do {
      let status = try FileStatus(ofPath: path)
      switch (status.kind, kind) {
      case (.folder, _) where folders.contains { $0.identity == status.identity }: skipped += 1
      case (.folder, _): try open(path: path, name: relative, identity: status.identity)
      case (.file, let kind?): return Entry(path: path, name: relative, kind: kind)
      default: skipped += 1
      }
      return nil
    } catch {
      // A dead link to a file we would not have read is no loss.
      if error.action == "find", kind == nil {
        skipped += 1
        return nil
      }
      return Entry(path: path, name: relative, kind: kind ?? .sniffed, objection: "\(error)")
    }
  }

  private mutating func open(path: String, name: String, identity: FileStatus.Identity) throws(SystemError) {
    let names = try FileStatus.names(inFolder: path)
    folders.append(Folder(path: path, name: name, identity: identity, names: names))
  }

  /// Returns what the ending of a name promises, or nil when it is none of ours.
  private static func kind(of name: String) -> Entry.Kind? {
    guard let dot = name.utf8.lastIndex(of: UInt8(ascii: ".")) else { return nil }
    switch name[name.index(after: dot)...].lowercased() {
    case "txt": return .text
    case "jsonl", "ndjson": return .lines
    case "json": return .object
    case "gz": return .compressed
    default: return nil
    }
  }
}
