/// Terminal colours, where a terminal reads.
struct Paint {
  var isOn: Bool

  func bold(_ text: String) -> String { isOn ? "\u{1B}[1m\(text)\u{1B}[0m" : text }

  /// Paints `+` green, `-` red and anything else yellow.
  func sign(_ sign: String) -> String {
    guard isOn else { return sign }
    let colour = sign == "+" ? 32 : sign == "-" ? 31 : 33
    return "\u{1B}[\(colour)m\(sign)\u{1B}[0m"
  }
}
