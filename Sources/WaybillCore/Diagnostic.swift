public import WaybillText

/// A problem in a file that a user wrote: collected, never thrown.
public struct Diagnostic: Hashable, Sendable {
  /// How grave a problem is.
  public enum Severity: String, Sendable, Hashable {
    /// The file cannot be used as it stands.
    case error
    /// The file works, but probably not as meant.
    case warning
  }

  /// A second place that helps to see the problem.
  public struct Note: Hashable, Sendable {
    public var message: String
    public var place: Place?
    public init(_ message: String, at place: Place? = nil) {
      self.message = message
      self.place = place
    }
  }

  public var severity: Severity
  /// A stable code, `WB` and three digits; never reused for another problem.
  public var code: String
  /// One sentence, without a full stop.
  public var message: String
  public var place: Place
  public var notes: [Note]
  /// What to write instead, when that is known.
  public var suggestion: String?

  public init(
    _ severity: Severity, _ code: String, _ message: String, at place: Place,
    notes: [Note] = [], suggestion: String? = nil
  ) {
    self.severity = severity
    self.code = code
    self.message = message
    self.place = place
    self.notes = notes
    self.suggestion = suggestion
  }
}

/// A range of bytes in a named file.
public struct Place: Hashable, Sendable {
  /// The file as the user named it.
  public var file: String
  public var range: ByteRange
  public init(file: String, range: ByteRange) {
    self.file = file
    self.range = range
  }
}
