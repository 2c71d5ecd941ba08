/// How much is read at a time and how long one article may be.
package struct CorpusLimits: Sendable, Hashable {
  /// The longest article accepted: bytes of a text file, of a `.json` file or of one line.
  package var maxArticleBytes: Int
  /// About how many bytes of lines make one batch.
  package var batchBytes: Int

  package init(maxArticleBytes: Int = 256 << 20, batchBytes: Int = 1 << 20) {
    precondition(maxArticleBytes > 0 && batchBytes > 0, "limits are positive")
    self.maxArticleBytes = maxArticleBytes
    self.batchBytes = batchBytes
  }

  /// The limit as a message says it.
  var article: String {
    maxArticleBytes >= 1 << 20 ? "\(maxArticleBytes >> 20) MiB" : "\(maxArticleBytes) bytes"
  }
}
