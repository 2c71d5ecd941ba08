/// Cuts files, folders and standard input into batches, in a fixed order and in bounded memory.
///
/// `.txt` holds one article, `.jsonl` and `.ndjson` one a line, `.json` one object; other files in folders are passed
/// over and counted. A file named directly with another ending, and standard input, is JSON Lines if it opens with
/// `{`, and else text. No more is held than one batch, or one article up to the limit.
package struct CorpusReader {
  private let limits: CorpusLimits
  private var walk: FileWalk
  private var sequence = 0
  /// The file of lines being read.
  private var current: OpenLines?

  private struct OpenLines {
    var file: InputFile
    var entry: FileWalk.Entry
    /// Read and not yet handed out: the beginning of a line.
    var rest: [UInt8]
    var line = 1
    var isAtEnd: Bool
  }

  /// Creates a reader of paths; `-` is standard input.
  /// - Throws: The first path that does not exist or may not be read.
  package init(_ paths: [String], limits: CorpusLimits = CorpusLimits()) throws(SystemError) {
    self.limits = limits
    walk = try FileWalk(paths)
  }

  /// Files and folders passed over so far.
  package var skipped: Int { walk.skipped }

  /// Returns the next batch, or nil at the end of the input.
  package mutating func next() -> Batch? {
    while true {
      if current != nil {
        if let batch = nextLines() { return batch }
        current = nil
        continue
      }
      guard let entry = walk.next() else { return nil }
      if let objection = entry.objection { return batch(entry, .unreadable(reason: objection)) }
      do {
        if let batch = try open(entry) { return batch }
      } catch {
        return batch(entry, .unreadable(reason: "\(error)"))
      }
    }
  }

  /// Opens a file and returns it whole, or leaves it in `current` if it holds lines.
  private mutating func open(_ entry: FileWalk.Entry) throws(SystemError) -> Batch? {
    let file = entry.path == "-" ? InputFile.standardInput() : try InputFile(path: entry.path)
    if entry.kind == .compressed { return batch(entry, .unreadable(reason: ContentSniff.compressed)) }
    var bytes = try file.read(after: [], count: limits.batchBytes)
    var isAtEnd = bytes.count < limits.batchBytes
    let isText =
      entry.kind == .text || (entry.kind == .sniffed && !ContentSniff.looksLikeJSON(bytes[...]))
    // An empty stream is no article; an empty file is one that lacks its text.
    if bytes.isEmpty, entry.kind == .sniffed || entry.kind == .lines { return nil }
    if let objection = ContentSniff.objection(to: bytes[...], isText: isText) {
      return batch(entry, .unreadable(reason: objection))
    }
    if bytes.starts(with: ContentSniff.mark) { bytes.removeFirst(ContentSniff.mark.count) }
    if !isText, entry.kind != .object {
      current = OpenLines(file: file, entry: entry, rest: bytes, isAtEnd: isAtEnd)
      return nil
    }
    while !isAtEnd, bytes.count <= limits.maxArticleBytes {
      // Doubling keeps the copying linear.
      let wanted = max(limits.batchBytes, bytes.count)
      let before = bytes.count
      bytes = try file.read(after: bytes, count: wanted)
      isAtEnd = bytes.count - before < wanted
    }
    if bytes.count > limits.maxArticleBytes {
      return batch(entry, .unreadable(reason: "the file is longer than \(limits.article)"))
    }
    return batch(entry, isText ? .text(bytes) : .object(bytes))
  }

  /// Returns the next whole lines of the current file, or nil at its end.
  private mutating func nextLines() -> Batch? {
    guard var lines = current else { return nil }
    current = nil
    defer { current = lines }
    do {
      var bytes = lines.rest
      lines.rest = []
      var searched = 0
      while true {
        if lines.isAtEnd {
          if bytes.isEmpty { return nil }
          return linesBatch(bytes, of: &lines)
        }
        if bytes.count >= limits.batchBytes,
          let last = bytes[searched...].lastIndex(of: UInt8(ascii: "\n"))
        {
          lines.rest = Array(bytes[(last + 1)...])
          bytes.removeLast(bytes.count - last - 1)
          return linesBatch(bytes, of: &lines)
        }
        if bytes.count >= limits.batchBytes {
          if bytes.count > limits.maxArticleBytes { return try skipLine(of: &lines) }
          searched = bytes.count
        }
        // Doubling keeps the copying linear in a line that runs on and on.
        let wanted = max(limits.batchBytes, searched)
        let before = bytes.count
        bytes = try lines.file.read(after: bytes, count: wanted)
        lines.isAtEnd = bytes.count - before < wanted
      }
    } catch {
      lines.isAtEnd = true
      return batch(lines.entry, .unreadable(reason: "\(error)"), line: lines.line)
    }
  }

  private mutating func linesBatch(_ bytes: [UInt8], of lines: inout OpenLines) -> Batch {
    defer { lines.line += ByteSearch.count(UInt8(ascii: "\n"), in: bytes.span) }
    return batch(lines.entry, .lines(bytes), line: lines.line)
  }

  /// Passes the rest of a line that is too long, holding no more than a batch of it.
  private mutating func skipLine(of lines: inout OpenLines) throws(SystemError) -> Batch {
    let result = batch(
      lines.entry, .unreadable(reason: "the line is longer than \(limits.article)"), line: lines.line)
    while !lines.isAtEnd {
      let bytes = try lines.file.read(after: [], count: limits.batchBytes)
      lines.isAtEnd = bytes.count < limits.batchBytes
      if let end = bytes.firstIndex(of: UInt8(ascii: "\n")) {
        lines.rest = Array(bytes[(end + 1)...])
        break
      }
    }
    lines.line += 1
    return result
  }

  private mutating func batch(_ entry: FileWalk.Entry, _ content: Batch.Content, line: Int? = nil) -> Batch {
    defer { sequence += 1 }
    return Batch(
      sequence: sequence, file: entry.path == "-" ? "stdin" : entry.path, name: entry.name, firstLine: line,
      content: content, limits: limits)
  }
}
