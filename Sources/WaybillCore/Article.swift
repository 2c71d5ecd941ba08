/// One article as it was read: text and what is known about it.
public struct Article: Sendable {
  public var id: String
  /// The headline; nil when the source gives none apart from the text.
  public var title: String?
  /// The day of publication as the source gives it, usually `2022-11-02`.
  public var date: String?
  public var source: String?
  public var url: String?
  public var text: String
  /// What the reader had to mend, such as a count of invalid bytes.
  public var notes: [String]

  public init(
    id: String, title: String? = nil, date: String? = nil, source: String? = nil, url: String? = nil,
    text: String, notes: [String] = []
  ) {
    self.id = id
    self.title = title
    self.date = date
    self.source = source
    self.url = url
    self.text = text
    self.notes = notes
  }
}
