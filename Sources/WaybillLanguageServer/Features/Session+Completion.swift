import WaybillText
import WaybillYAML

extension Session {
  /// Returns what may be written at a position.
  func completion(_ parameters: PositionParams) throws(ResponseError) -> CompletionList {
    let path = try openPath(parameters.textDocument.uri)
    guard let document = workspace.files[path]?.document, document.bytes.count <= YAMLLimits.standard.bytes,
      workspace.isRuleFile(path) || document.bytes.count < 64
    else { return CompletionList(items: []) }
    let offset = document.offset(parameters.position, encoding)
    // A sign that no file holds makes a text of what is not there yet, and shows where it belongs.
    var marked = document.bytes
    marked.insert(contentsOf: Self.mark, at: offset)
    guard let root = OutlineReader.read(marked),
      let site = SiteWalk.site(at: offset + 1, in: root, plugins: workspace.plugins)
    else { return CompletionList(items: []) }
    let completion = Completion(
      site: site, file: FileIndex(path: path, root),
      resolver: workspace.resolver(of: workspace.unit(of: path)),
      shippedIDs: workspace.shippedIDs, plugins: workspace.plugins, word: word(at: offset, in: document),
      usesSnippets: usesSnippets)
    // A blank asks for values that can be listed, not for help with every word of a text.
    if parameters.context?.triggerCharacter == " ", completion.isFreeText { return CompletionList(items: []) }
    return CompletionList(items: completion.items)
  }

  private static let mark = Array("\u{E0FF}".utf8)

  /// Returns the word around a byte, with the sign before it.
  private func word(at offset: Int, in document: TextDocument) -> Completion.Word {
    let bytes = document.bytes
    var start = offset
    while start > 0, Self.isWord(bytes[start - 1]) { start -= 1 }
    var end = offset
    while end < bytes.count, Self.isWord(bytes[end]) { end += 1 }
    if start > 0, bytes[start - 1] == UInt8(ascii: "$") || bytes[start - 1] == UInt8(ascii: "<") {
      start -= 1
    }
    if end < bytes.count, start < end || start < offset, bytes[start] == UInt8(ascii: "<"),
      bytes[end] == UInt8(ascii: ">")
    {
      end += 1
    }
    var next = end
    while next < bytes.count, bytes[next] == 0x20 { next += 1 }
    return Completion.Word(
      before: document.text(ByteRange(start, offset)), range: document.range(ByteRange(start, end), encoding),
      hasColon: next < bytes.count && bytes[next] == UInt8(ascii: ":"),
      isFlow: Self.isInBrackets(bytes, document.lineStart(of: offset), offset))
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    PhraseSigns.isName(byte) || byte >= 0x80 || byte == UInt8(ascii: "/") || byte == UInt8(ascii: "#")
  }

  /// Whether a bracket of this line is open here, which is where short forms are wanted.
  private static func isInBrackets(_ bytes: [UInt8], _ start: Int, _ offset: Int) -> Bool {
    var open = 0
    for byte in bytes[start..<offset] {
      switch byte {
      case UInt8(ascii: "["), UInt8(ascii: "{"): open += 1
      case UInt8(ascii: "]"), UInt8(ascii: "}"): open -= 1
      default: break
      }
    }
    return open > 0
  }
}
