public import WaybillText

/// An article with everything that the engine found in it: the input of every classifier.
public struct Reading: Sendable {
  public var article: Article
  /// The fields read, title first where there is one.
  public var fields: [Field] = []
  public var tokens = TokenTable()
  public var segmentation = Segmentation()
  /// Sorted by position.
  public var labels: [LabelHit] = []
  /// Sorted by position.
  public var actors: [ActorHit] = []
  public var frames: [FrameHit] = []
  public var cues: [CueHit] = []
  public var lists: [ListHit] = []
  /// Clause number of each token within its sentence; empty when nothing was found.
  public var clauses: [UInt8] = []

  /// A field of the article.
  public struct Field: Sendable {
    /// `title` or `text`, as the record names it.
    public var name: String
    public var bytes: [UInt8]
    public init(name: String, bytes: [UInt8]) {
      self.name = name
      self.bytes = bytes
    }
  }

  public init(article: Article) { self.article = article }

  /// Starts over with another article, in the room that the last one took.
  package mutating func start(_ article: Article) {
    self.article = article
    // The text comes last.
    var bytes = fields.popLast()?.bytes ?? []
    fields.removeAll(keepingCapacity: true)
    if let title = article.title, !title.isEmpty {
      fields.append(Field(name: "title", bytes: Array(title.utf8)))
    }
    bytes.removeAll(keepingCapacity: true)
    bytes.append(contentsOf: article.text.utf8)
    fields.append(Field(name: "text", bytes: bytes))
    tokens.removeAll()
    segmentation = Segmentation()
    labels.removeAll(keepingCapacity: true)
    actors.removeAll(keepingCapacity: true)
    frames.removeAll(keepingCapacity: true)
    cues.removeAll(keepingCapacity: true)
    lists.removeAll(keepingCapacity: true)
    clauses.removeAll(keepingCapacity: true)
  }

  /// Returns the text of a run of tokens of one field.
  public func text(_ range: Range<Int>) -> String { span(range).text }

  /// Returns the place and the text of a run of tokens of one field.
  public func span(_ range: Range<Int>) -> Span {
    let field = fields[tokens.field(of: range.lowerBound)]
    let bytes = tokens.bytes(of: range)
    return Span(
      field: field.name, range: bytes,
      text: String(decoding: field.bytes[bytes.start..<bytes.end], as: UTF8.self))
  }

  /// Returns the index of the sentence that holds a token.
  /// - Complexity: O(log sentences)
  public func sentence(of token: Int) -> Int {
    var low = 0
    var high = segmentation.sentences.count - 1
    while low < high {
      let middle = (low + high + 1) / 2
      if segmentation.sentences[middle].tokens.lowerBound <= token { low = middle } else { high = middle - 1 }
    }
    return low
  }
}

/// A stretch of a field with its text, as the record prints it.
public struct Span: Sendable, Hashable {
  public var field: String
  public var range: ByteRange
  /// The bytes of the range, decoded.
  public var text: String
  public init(field: String, range: ByteRange, text: String) {
    self.field = field
    self.range = range
    self.text = text
  }
}
