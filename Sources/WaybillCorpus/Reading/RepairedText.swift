/// Text decoded from UTF-8, with U+FFFD in place of what was no UTF-8.
struct RepairedText {
  var text: String
  /// How many stretches of invalid bytes were replaced.
  var replacements: Int

  /// Decodes bytes; each maximal invalid stretch becomes one U+FFFD, as the Unicode standard recommends (3.9, D93b).
  /// - Complexity: O(bytes)
  init(_ bytes: Span<UInt8>) {
    replacements = 0
    if let valid = UTF8Check.text(bytes) {
      text = valid
      return
    }
    text = ""
    var rest = bytes
    while true {
      do throws(UTF8.ValidationError) {
        text.append(String(copying: try UTF8Span(validating: rest)))
        return
      } catch {
        // The bytes before the fault are valid; reading them cannot fail.
        if let before = try? UTF8Span(validating: rest.extracting(first: error.byteOffsets.lowerBound)) {
          text.append(String(copying: before))
        }
        text.append("\u{FFFD}")
        replacements += 1
        rest = rest.extracting(droppingFirst: error.byteOffsets.upperBound)
      }
    }
  }
}

extension RepairedText {
  /// Whether there is nothing but ASCII blanks.
  /// - Complexity: O(leading blanks)
  var isBlank: Bool { text.utf8.allSatisfy { $0 == 0x20 || (0x09...0x0D).contains($0) } }
}
