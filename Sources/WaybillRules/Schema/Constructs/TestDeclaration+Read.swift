package import WaybillCore
import WaybillText
import WaybillYAML

extension MappingShape {
  static let test = MappingShape(
    "a test", id: "test", "A text and what this rule finds in it.",
    keys: [
      .required("text", .text, "The text; `[[…]]` marks each span that must be found."),
      .required(
        "expect", .oneOf([.choice(["none"]), .open(.oneOf([.text, .list(.text)]))]),
        "A part of what the rule contributes, by axis or role; `none` if nothing."),
      .key(
        "status", .choice(TestDeclaration.Status.self), "A failure that is owned; it fails once it passes."),
      .key(
        "why", .text, "What makes the text hard, or what reading it right takes; shown when the test fails."),
    ])
}

extension TestDeclaration {
  fileprivate enum Status: String, CaseIterable { case knownGap = "known-gap" }

  static func read(_ node: YAMLNode, _ problems: inout DiagnosticSink) -> TestDeclaration? {
    guard
      let fields = Fields(
        node, of: .test, &problems)
    else { return nil }
    let text = fields.text("text", &problems)
    let expectation = fields["expect"].flatMap { readExpectation($0, &problems) }
    let status = fields.choice("status", Status.self, &problems)
    let why = fields.text("why", &problems)
    if let text { checkMarks(text, &problems) }
    guard let text, let expectation else { return nil }
    return TestDeclaration(
      text: text, expectation: expectation, isKnownGap: status == .knownGap, why: why,
      range: fields.range)
  }

  private static func readExpectation(_ node: YAMLNode, _ problems: inout DiagnosticSink) -> Expectation? {
    if case .scalar(let scalar) = node.content, !scalar.isAbsent {
      if scalar.text == "none" { return .nothing }
      problems.report(
        .unknownValue, "`expect` must be `none` or a mapping, but is `\(shortened(scalar.text))`",
        at: node.range,
        suggestion: NearestName.nearest(to: scalar.text, among: ["none"]))
      return nil
    }
    guard let entries = node.mapping("`expect`", &problems), !entries.isEmpty else { return nil }
    return .contributes(
      entries.flatMap { entry in
        let what = "`\(shortened(entry.key))` in `expect`"
        let values =
          if case .sequence = entry.value.content {
            (entry.value.list(what, of: "values", &problems) ?? []).compactMap { $0.text(what, &problems) }
          } else {
            [entry.value.text(what, &problems)].compactMap { $0 }
          }
        return values.map { (key: Located(entry.key, at: entry.keyRange), value: $0) }
      })
  }

  /// Each `[[` must have its `]]` before the next one.
  private static func checkMarks(_ text: Located<String>, _ problems: inout DiagnosticSink) {
    let bytes = Array(text.value.utf8)
    var isOpen = false
    var index = 0
    while index + 1 < bytes.count {
      let pair = (bytes[index], bytes[index + 1])
      let opens = pair == (UInt8(ascii: "["), UInt8(ascii: "["))
      guard opens || pair == (UInt8(ascii: "]"), UInt8(ascii: "]")) else {
        index += 1
        continue
      }
      guard opens != isOpen else {
        reportMarks(opens ? "`[[` stands inside another `[[`" : "`]]` closes no `[[`", text, &problems)
        return
      }
      isOpen = opens
      index += 2
    }
    if isOpen { reportMarks("`[[` is never closed by `]]`", text, &problems) }
  }

  // MARK: Messages

  private static func reportMarks(
    _ message: String, _ text: Located<String>, _ problems: inout DiagnosticSink
  ) {
    problems.report(.unbalancedMarks, "the marks of this test do not pair up: \(message)", at: text.range)
  }
}

extension TestDeclaration {
  /// Reads a file that holds tests alone: a list of them, or one under the key `tests`.
  package static func readList(_ file: RuleFile, diagnostics: inout [Diagnostic]) -> [TestDeclaration] {
    var problems = DiagnosticSink(file: file.path)
    var found: [Diagnostic] = []
    let root = YAMLReader.read(file.bytes, file: file.path, diagnostics: &found)
    let node = root?.entry("tests") ?? root
    let tests = (node?.list("the file", of: "tests", &problems) ?? []).compactMap { read($0, &problems) }
    diagnostics += found + problems.diagnostics
    return tests
  }
}
