package import WaybillCore
package import WaybillText

/// The problems of one file, up to a number beyond which nobody reads on.
///
/// The limit keeps a hostile file with a million mistakes from costing a million messages.
package struct DiagnosticSink: Sendable {
  /// The file as the user named it.
  package let file: String
  /// How many problems are kept.
  package let limit: Int
  package private(set) var diagnostics: [Diagnostic] = []

  package init(file: String, limit: Int = 500) {
    self.file = file
    self.limit = limit
  }

  /// Whether no further problem will be kept.
  package var isFull: Bool { diagnostics.count > limit }

  /// Adds a problem, or on reaching the limit one that says that there are more.
  package mutating func report(
    _ severity: Diagnostic.Severity, _ code: String, _ message: @autoclosure () -> String,
    at range: ByteRange, notes: @autoclosure () -> [Diagnostic.Note] = [],
    suggestion: @autoclosure () -> String? = nil
  ) {
    if diagnostics.count < limit {
      diagnostics.append(
        Diagnostic(severity, code, message(), at: place(range), notes: notes(), suggestion: suggestion()))
    } else if diagnostics.count == limit {
      diagnostics.append(
        Diagnostic(
          .error, YAMLCode.tooManyProblems.rawValue,
          "more than \(limit) problems; those after this place are not shown",
          at: place(range)))
    }
  }

  /// Returns a place in this file.
  package func place(_ range: ByteRange) -> Place { Place(file: file, range: range) }
}

extension DiagnosticSink {
  mutating func report(
    _ code: YAMLCode, _ message: @autoclosure () -> String, at range: ByteRange,
    notes: @autoclosure () -> [Diagnostic.Note] = [], suggestion: @autoclosure () -> String? = nil
  ) {
    report(.error, code.rawValue, message(), at: range, notes: notes(), suggestion: suggestion())
  }
}
