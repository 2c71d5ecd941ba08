import Waybill

/// One line on standard error that says how far a run has come; rewritten in place.
struct ProgressLine {
  private static let interval = Duration.milliseconds(200)
  private let start = ContinuousClock.now
  private var last: ContinuousClock.Instant?

  /// Shows the state, at most a few times a second.
  mutating func show(_ progress: CorpusProgress) {
    let now = ContinuousClock.now
    if let last, now - last < Self.interval { return }
    last = now
    // Back to the first column, and away with what a longer line left behind.
    Terminal.write(message: "\r\(Self.text(progress, after: now - start))\u{1B}[K")
  }

  /// Takes the line away again.
  func clear() {
    if last != nil { Terminal.write(message: "\r\u{1B}[K") }
  }

  /// The state in words: `1200 articles, 12.3 MB, 3 rejects, 45.6 MB/s`.
  static func text(_ progress: CorpusProgress, after time: Duration) -> String {
    let seconds = max(time / .seconds(1), 0.001)
    let megabytes = Double(progress.bytes) / 1e6
    return
      "\(count(progress.articles, "article")), \(oneDecimal(megabytes)) MB, \(count(progress.rejects, "reject")), "
      + "\(oneDecimal(megabytes / seconds)) MB/s"
  }

  static func count(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }

  private static func oneDecimal(_ value: Double) -> String {
    let tenths = Int((value * 10).rounded())
    return "\(tenths / 10).\(tenths % 10)"
  }
}
