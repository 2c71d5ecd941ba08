/// What to read, how to classify it and where to write.
public struct CorpusOptions: Sendable, Hashable {
  /// How records are written.
  public enum Format: String, Sendable, CaseIterable {
    /// One JSON object for each article.
    case jsonl
    /// One row for each claim, for people; of rules that make none, one for each label of an article.
    case table
  }

  /// Files and folders; `-` is standard input.
  public var inputs: [String]
  public var format: Format
  /// The file to write; nil for standard output.
  public var output: String?
  /// The file for inputs that could not be read as articles; nil to count them only.
  public var rejects: String?
  /// How many batches are worked on at the same time.
  public var jobs: Int
  /// The longest article accepted.
  public var maxArticleBytes: Int

  public init(
    inputs: [String], format: Format = .jsonl, output: String? = nil, rejects: String? = nil, jobs: Int = 1,
    maxArticleBytes: Int = 256 << 20
  ) {
    self.inputs = inputs
    self.format = format
    self.output = output
    self.rejects = rejects
    self.jobs = jobs
    self.maxArticleBytes = maxArticleBytes
  }
}

/// How far a run over a corpus has come.
public struct CorpusProgress: Sendable, Hashable {
  /// An input that was no article.
  public struct Reject: Sendable, Hashable {
    public var file: String
    public var line: Int?
    public var reason: String
  }

  /// Articles read; `records` and `rejects` together are as many.
  public var articles = 0
  public var records = 0
  public var rejects = 0
  /// Rejects that are empty files.
  public var emptyFiles = 0
  /// Claims in the records.
  public var claims = 0
  /// Labelled spans in the records.
  public var labels = 0
  /// Bytes of input worked through.
  public var bytes = 0
  /// Files and folders passed over because they hold no articles.
  public var skipped = 0
  /// The first few rejects.
  public var firstRejects: [Reject] = []
  /// Whether the reader of the output went away before the end.
  public var isOutputClosed = false

  /// How many rejects `firstRejects` keeps.
  static let rejectsKept = 5
}

/// Why a run over a corpus could not be done.
public struct CorpusError: Error, Hashable, CustomStringConvertible {
  /// The kind of failure; more may come.
  public struct Code: Sendable, Hashable {
    private var name: String
    /// An input does not exist or may not be read.
    public static let input = Code(name: "input")
    /// The input holds no article at all.
    public static let nothingToRead = Code(name: "nothing to read")
    /// The output cannot be written.
    public static let output = Code(name: "output")
    /// The options contradict one another.
    public static let options = Code(name: "options")
  }

  public var code: Code
  /// A sentence for people.
  public var description: String

  init(_ code: Code, _ description: String) {
    self.code = code
    self.description = description
  }
}
