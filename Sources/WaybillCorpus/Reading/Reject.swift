/// An input that could not be read as an article, and why.
package struct Reject: Sendable, Hashable {
  /// The file as the user can find it, or `stdin`.
  package var file: String
  /// One-based; nil when the whole file is meant.
  package var line: Int?
  /// A phrase for people.
  package var reason: String
  /// There was nothing in the file at all.
  package var isEmptyFile: Bool

  package init(file: String, line: Int?, reason: String, isEmptyFile: Bool = false) {
    self.file = file
    self.line = line
    self.reason = reason
    self.isEmptyFile = isEmptyFile
  }
}
