import WaybillCore
import WaybillText
import WaybillYAML

extension Session {
  /// Returns the name at a position if it can be changed everywhere.
  func prepareRename(_ parameters: PositionParams) throws(ResponseError) -> PrepareRenameResult? {
    let (found, mention) = try renamed(parameters.textDocument.uri, parameters.position)
    return PrepareRenameResult(
      range: found.document.range(mention.range, encoding), placeholder: found.document.text(mention.range))
  }

  /// Renames a list or label in all files that are compiled together.
  func rename(_ parameters: RenameParams) throws(ResponseError) -> WorkspaceEdit {
    let (found, mention) = try renamed(parameters.textDocument.uri, parameters.position)
    let new = parameters.newName
    try check(new, for: mention.symbol, found.resolver)
    var changes: [String: [TextEdit]] = [:]
    for file in found.resolver.files where !Workspace.isShipped(file.path) {
      guard let document = workspace.files[file.path]?.document, let root = workspace.outline(file.path)
      else { continue }
      let places = Self.places(
        of: mention.symbol, in: root, file, found.resolver, document, workspace.plugins)
      guard !places.isEmpty else { continue }
      // What is being typed can be made out in several ways; an edit needs the one that the author means.
      var problems: [Diagnostic] = []
      _ = YAMLReader.read(document.bytes, file: file.path, diagnostics: &problems)
      guard problems.isEmpty else {
        throw ResponseError(
          .requestFailed, "\(file.path) is not well-formed; mend it first: \(problems[0].message)")
      }
      changes[uri(file.path)] = places.map {
        TextEdit(range: document.range($0, encoding), newText: new)
      }
    }
    return WorkspaceEdit(changes: changes)
  }

  /// Returns where a file names a symbol, in order.
  private static func places(
    of symbol: Symbol, in root: YAMLNode, _ file: FileIndex, _ resolver: NameResolver,
    _ document: TextDocument, _ plugins: [ClassifierDescriptor]
  ) -> [ByteRange] {
    var seen: Set<ByteRange> = []
    return SiteWalk.sites(in: root, plugins: plugins).flatMap { site in
      resolver.mentions(in: site, of: file, document).filter { $0.symbol == symbol }.map(\.range)
    }.filter { seen.insert($0).inserted }
  }

  /// Returns what stands at a position and can be renamed.
  private func renamed(
    _ uri: String, _ position: Position
  ) throws(ResponseError) -> (found: Found, mention: Mention) {
    guard let found = try found(uri, position), let mention = mention(found) else {
      throw ResponseError(.requestFailed, "here stands nothing that can be renamed; lists and labels can")
    }
    switch mention.symbol {
    case .list(_, "stop.clause"):
      throw ResponseError(.requestFailed, "the language itself knows the list `stop.clause` by its name")
    case .list, .label: break
    default: throw ResponseError(.requestFailed, "only lists and labels can be renamed")
    }
    guard let place = found.resolver.declaration(of: mention.symbol) else {
      throw ResponseError(.requestFailed, "the \(mention.symbol.description) is not declared")
    }
    guard !Workspace.isShipped(place.file.path) else {
      throw ResponseError(
        .requestFailed, "the \(mention.symbol.description) belongs to the shipped rule sets")
    }
    return (found, mention)
  }

  /// Refuses names that cannot be, or that mean something already.
  private func check(_ new: String, for symbol: Symbol, _ resolver: NameResolver) throws(ResponseError) {
    let first = new.utf8.first.map { PhraseSigns.isName($0) && !"-_.".utf8.contains($0) } ?? false
    let isName = new.utf8.allSatisfy { PhraseSigns.isName($0) || $0 == UInt8(ascii: "/") }
    guard first, isName, new.utf8.last != UInt8(ascii: ".") else {
      throw ResponseError(
        .requestFailed,
        "`\(new)` cannot be a name: letters, digits, `-`, `_`, `.` and `/`, with a letter or digit first")
    }
    switch symbol {
    case .list(let set, let old): try checkList(new, set, old, resolver)
    case .label(let axis, let old):
      guard new != old else { return }
      let isTaken =
        resolver.axis(new) != nil
        || resolver.files.contains { $0.axes.values.contains { $0.labels.contains { $0.name == new } } }
      guard !isTaken else {
        throw ResponseError(.requestFailed, "`\(new)` is the name of an axis or label already")
      }
      let axes = resolver.files.flatMap(\.axes).filter { $0.value.labels.contains { $0.name == old } }
      guard axes.count == 1 else {
        throw ResponseError(
          .requestFailed,
          "several axes have a label `\(old)`, and `label: \(old)` may mean either; not only that of `\(axis)`"
        )
      }
    default: return
    }
  }

  private func checkList(
    _ new: String, _ set: String, _ old: String, _ resolver: NameResolver
  ) throws(ResponseError) {
    guard new != old else { return }
    guard !new.contains("/"), new != "number", new != "stop.clause", new != "actor", !new.hasPrefix("actor.")
    else {
      throw ResponseError(.requestFailed, "`$\(new)` cannot name a list, or means something else in phrases")
    }
    for file in resolver.files {
      let uses = file.imports.filter { $0.from == set && ($0.use.isEmpty || $0.use.contains(old)) }
      let written = (file.setID == set ? [new] : []) + uses.map { $0.alias.map { "\($0).\(new)" } ?? new }
      for name in written where resolver.list(name, in: file) != nil {
        throw ResponseError(.requestFailed, "`$\(name)` means another list already in \(file.path)")
      }
    }
  }
}
