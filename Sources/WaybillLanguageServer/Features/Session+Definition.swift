import WaybillRules
import WaybillText
import WaybillYAML

extension Session {
  /// A text of a file, with all that is needed to say what it stands for.
  struct Found {
    var path: String
    var offset: Int
    var site: Site
    var file: FileIndex
    var resolver: NameResolver
    var document: TextDocument
  }

  /// Returns what stands at a position; nil if that is nothing.
  func found(_ uri: String, _ position: Position) throws(ResponseError) -> Found? {
    let path = try openPath(uri)
    guard let document = workspace.files[path]?.document, let root = workspace.outline(path) else {
      return nil
    }
    let offset = document.offset(position, encoding)
    guard let site = SiteWalk.site(at: offset, in: root, plugins: workspace.plugins) else { return nil }
    let resolver = workspace.resolver(of: workspace.unit(of: path))
    return Found(
      path: path, offset: offset, site: site, file: workspace.index(path), resolver: resolver,
      document: document)
  }

  /// Returns where what is named at a position is declared.
  func definition(_ parameters: PositionParams) throws(ResponseError) -> Location? {
    guard let found = try found(parameters.textDocument.uri, parameters.position) else { return nil }
    if let slot = slot(found) { return location(found.path, slot) }
    guard let mention = mention(found) else { return nil }
    if let place = found.resolver.declaration(of: mention.symbol) {
      return location(place.file.path, place.range)
    }
    // A rule set that can be imported need not be imported yet.
    let shipped = workspace.resolver(of: .shipped)
    return shipped.declaration(of: mention.symbol).flatMap { location($0.file.path, $0.range) }
  }

  /// Returns the name at the position, of those that the text holds.
  func mention(_ found: Found) -> Mention? {
    let all = found.resolver.mentions(in: found.site, of: found.file, found.document)
    if case .value(.phrase) = found.site.place {
      // A phrase holds many; the whole reference counts, its sign included.
      let references = found.resolver.references(in: found.site, found.document)
      guard
        let reference = references.first(where: {
          $0.range.start - 1 <= found.offset && found.offset <= $0.range.end
        })
      else { return nil }
      return all.first { $0.range.end == reference.range.end }
    }
    return all.first
  }

  /// Returns where the slot is declared that a phrase of a frame names here.
  private func slot(_ found: Found) -> ByteRange? {
    guard case .value(.phrase) = found.site.place else { return nil }
    let bytes = found.document.bytes
    let range = found.site.range
    var start = min(found.offset, range.end - 1)
    if start > range.start, bytes[start] != UInt8(ascii: "<"), found.offset == range.end { start -= 1 }
    while start > range.start, bytes[start] != UInt8(ascii: "<"), bytes[start] != 0x20 { start -= 1 }
    guard start >= range.start, bytes[start] == UInt8(ascii: "<"),
      let end = bytes[start..<range.end].firstIndex(of: UInt8(ascii: ">")), end >= found.offset - 1
    else { return nil }
    let name = found.document.text(ByteRange(start + 1, end))
    let rule = found.site.levels.last { $0.shape?.id == "rule" }
    let frame = rule?.entries.first { $0.key == "frame" }?.value
    return frame?.entries.first { $0.key == name }?.keyRange
  }
}
