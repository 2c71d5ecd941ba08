package import WaybillCore
package import WaybillRules
package import WaybillText

/// A sentence from which a rule is drafted: with marks what is to be found, without what must not be.
package struct DraftExample: Sendable {
  /// A stretch between `[[` and `]]`.
  package struct Mark: Sendable, Hashable {
    /// The role before a colon, as in `[[supplier:Iran]]`.
    package var role: String?
    package var range: ByteRange
    package var text: String
  }

  /// As a rule's test has it: marks without roles.
  package var marked: String
  /// Without marks.
  package var text: String
  package var marks: [Mark]
  /// What the rule is to contribute; nil for a near miss.
  package var expectation: [(key: String, value: String)]?
  /// Where it comes from, for people: `examples.yaml:3`, `--example 1`.
  package var place: String

  /// Takes the marks out; nil when they do not pair.
  package init?(_ source: String, expectation: [(key: String, value: String)]?, place: String) {
    var roles: [String?] = []
    var marked = ""
    for (index, piece) in DraftExample.pieces(of: source).enumerated() {
      guard index > 0 else {
        marked = piece
        continue
      }
      let role = piece.prefix { $0 == "-" || ("a"..."z").contains($0) }
      let rest = piece.dropFirst(role.count)
      let hasRole = !role.isEmpty && rest.first == ":" && rest.dropFirst().first.map { $0 != " " } ?? false
      roles.append(hasRole ? String(role) : nil)
      marked += "[[" + (hasRole ? String(rest.dropFirst()) : piece)
    }
    guard let parsed = MarkedText(marked) else { return nil }
    self.marked = marked
    self.expectation = expectation
    self.place = place
    text = parsed.text
    let bytes = Array(parsed.text.utf8)
    marks = zip(parsed.marks, roles).map { range, role in
      Mark(role: role, range: range, text: String(decoding: bytes[range.start..<range.end], as: UTF8.self))
    }
  }

  /// The text before the first `[[`, then what follows each.
  private static func pieces(of source: String) -> [String] {
    var pieces = [""]
    var rest = source[...]
    while let first = rest.first {
      if rest.hasPrefix("[[") {
        pieces.append("")
        rest = rest.dropFirst(2)
      } else {
        pieces[pieces.count - 1].append(first)
        rest = rest.dropFirst()
      }
    }
    return pieces
  }

  /// Reads examples from a file: YAML in the form of a rule's tests, or else text, one example a line; there a line
  /// with marks is to be found, one without is a near miss, and `#` begins a comment.
  package static func read(_ file: RuleFile, diagnostics: inout [Diagnostic]) -> [DraftExample] {
    let index = LineIndex(file.bytes)
    func place(_ offset: Int) -> String { "\(file.path):\(index.position(of: offset).line)" }
    if file.path.hasSuffix(".yaml") || file.path.hasSuffix(".yml") {
      let tests = TestDeclaration.readList(file, diagnostics: &diagnostics)
      return tests.compactMap { test in
        var expectation: [(key: String, value: String)]?
        if case .contributes(let pairs) = test.expectation {
          expectation = pairs.map { ($0.key.value, $0.value.value) }
        }
        return DraftExample(test.text.value, expectation: expectation, place: place(test.range.start))
      }
    }
    var examples: [DraftExample] = []
    var start = 0
    for line in file.bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      defer { start += line.count + 1 }
      let text = String(decoding: line, as: UTF8.self).split(whereSeparator: \.isWhitespace)
        .joined(separator: " ")
      guard !text.isEmpty, !text.hasPrefix("#") else { continue }
      let isHit = text.contains("[[") || text.contains("]]")
      guard let example = DraftExample(text, expectation: isHit ? [] : nil, place: place(start)) else {
        diagnostics.append(
          Diagnostic(
            .error, CompilationCode.unpairedMarks.rawValue,
            "the marks `[[` and `]]` of this example do not pair",
            at: Place(file: file.path, range: ByteRange(start, start + line.count))))
        continue
      }
      examples.append(example)
    }
    return examples
  }
}
