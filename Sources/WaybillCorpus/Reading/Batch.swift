package import WaybillCore

/// A piece of the input as raw bytes: several lines, or one file. Parsing it is left to whoever works on it.
package struct Batch: Sendable {
  package enum Content: Sendable {
    /// JSON Lines, whole lines.
    case lines([UInt8])
    /// One JSON object.
    case object([UInt8])
    /// Plain text, one article.
    case text([UInt8])
    /// Nothing could be read.
    case unreadable(reason: String)
  }

  /// What came of one article of the input.
  package enum Item: Sendable {
    case article(Article)
    case reject(Reject)
  }

  /// Position in the input, from zero.
  package var sequence: Int
  /// The file as rejects name it.
  package var file: String
  /// The file as ids name it: relative to the argument that led to it.
  package var name: String
  /// The number of the first line, one-based; nil when the whole file is meant.
  package var firstLine: Int?
  package var content: Content
  package var limits: CorpusLimits

  /// The bytes held.
  package var byteCount: Int {
    switch content {
    case .lines(let bytes), .object(let bytes), .text(let bytes): bytes.count
    case .unreadable: 0
    }
  }

  /// Parses the articles in order; each ends up in `sink`, as an article or as a reject.
  /// - Complexity: O(`byteCount`)
  package func parse(into sink: (Item) -> Void) {
    switch content {
    case .lines(let bytes): parseLines(bytes, into: sink)
    case .object(let bytes):
      var scanner = JSONScanner(bytes)
      sink(parseObject(&scanner, bytes, range: 0..<bytes.count, line: nil))
    case .text(let bytes): sink(parseText(bytes))
    case .unreadable(let reason): sink(reject(reason, line: firstLine))
    }
  }

  private func parseLines(_ bytes: [UInt8], into sink: (Item) -> Void) {
    var scanner = JSONScanner(bytes)
    var start = 0
    var line = firstLine ?? 1
    while start < bytes.count {
      let end = ByteSearch.first(UInt8(ascii: "\n"), in: bytes.span, from: start, to: bytes.count)
      if bytes[start..<end].contains(where: { !Self.isBlank($0) }) {
        if end - start > limits.maxArticleBytes {
          sink(reject("the line is longer than \(limits.article)", line: line))
        } else {
          sink(parseObject(&scanner, bytes, range: start..<end, line: line))
        }
      }
      start = end + 1
      line += 1
    }
  }

  private func parseObject(
    _ scanner: inout JSONScanner, _ bytes: [UInt8], range: Range<Int>, line: Int?
  ) -> Item {
    let fields: ArticleFields
    do {
      fields = try scanner.readObject(in: range)
    } catch {
      // A file of one object may run over many lines; the place is given as an editor shows it.
      let before = bytes[range.lowerBound..<error.offset]
      let breaks = line == nil ? before.count { $0 == UInt8(ascii: "\n") } : 0
      let lineStart = before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? range.lowerBound
      return reject(
        "broken JSON at byte \(error.offset - lineStart + 1) of the line: \(error.problem)",
        line: line ?? breaks + 1)
    }
    return article(from: fields, line: line)
  }

  private func article(from fields: ArticleFields, line: Int?) -> Item {
    let body: RepairedText
    switch fields[.text] {
    case .text(let text): body = text
    case nil: return reject("no field `text`", line: line)
    default: return reject("`text` is not a string", line: line)
    }
    if body.isBlank { return reject("`text` is empty", line: line) }

    var notes: [String] = []
    var replacements = body.replacements
    func field(_ name: ArticleFields.Name) -> String? {
      switch fields[name] {
      case .text(let text):
        replacements += text.replacements
        return text.text.isEmpty ? nil : text.text
      case .number(let digits): return digits
      case .other:
        notes.append("`\(name)` is neither a string nor a number and was left out")
        return nil
      case .null, nil: return nil
      }
    }
    let id = field(.id)
    var article = Article(
      id: id ?? line.map { "\(name):\($0)" } ?? name,
      title: field(.title), date: field(.date), source: field(.source), url: field(.url), text: body.text)
    if let note = Self.note(replacements: replacements) { notes.append(note) }
    article.notes = notes
    return .article(article)
  }

  private func parseText(_ bytes: [UInt8]) -> Item {
    let body = RepairedText(bytes.span)
    if body.isBlank {
      return .reject(Reject(file: file, line: nil, reason: "the file is empty", isEmptyFile: true))
    }
    return .article(
      Article(id: name, text: body.text, notes: Self.note(replacements: body.replacements).map { [$0] } ?? [])
    )
  }

  private func reject(_ reason: String, line: Int?) -> Item {
    .reject(Reject(file: file, line: line, reason: reason))
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0D }

  private static func note(replacements: Int) -> String? {
    replacements == 0
      ? nil
      : "invalid UTF-8: \(replacements) \(replacements == 1 ? "sequence" : "sequences") replaced by U+FFFD"
  }
}
