import WaybillPipeline
import WaybillRules

extension TestReport {
  /// The tests as JUnit XML: a suite for each rule set, a case for each test.
  ///
  /// Known gaps are skipped. There are no times in it, so that equal runs give equal files.
  package var junit: String {
    var suites: [String] = []
    for item in cases where !suites.contains(item.ruleSet) { suites.append(item.ruleSet) }
    var lines = ["<?xml version=\"1.0\" encoding=\"UTF-8\"?>"]
    lines.append("<testsuites name=\"waybill rules test\"\(counts(cases))>")
    for suite in suites {
      let own = cases.filter { $0.ruleSet == suite }
      lines.append("  <testsuite name=\"\(XML.escaped(suite))\"\(counts(own))>")
      // Build servers take cases of one name for one case.
      var seen: [String: Int] = [:]
      for item in own {
        let name = item.marked(item.outcome.test.marks)
        let count = seen["\(item.rule) \(name)", default: 0] + 1
        seen["\(item.rule) \(name)"] = count
        lines += element(item, named: count == 1 ? name : "\(name) (\(count))")
      }
      lines.append("  </testsuite>")
    }
    lines.append("</testsuites>")
    return lines.joined(separator: "\n") + "\n"
  }

  private func counts(_ cases: [Case]) -> String {
    let failures = cases.count { $0.outcome.failure != nil }
    let skipped = cases.count { $0.outcome.verdict == .knownGap }
    return " tests=\"\(cases.count)\" failures=\"\(failures)\" errors=\"0\" skipped=\"\(skipped)\""
  }

  private func element(_ item: Case, named name: String) -> [String] {
    let rule = item.rule.split(separator: "#", maxSplits: 1).last.map(String.init) ?? item.rule
    let opening =
      "    <testcase classname=\"\(XML.escaped(item.ruleSet)).\(XML.escaped(rule))\""
      + " name=\"\(XML.escaped(name))\" file=\"\(XML.escaped(item.file))\" line=\"\(item.line)\""
    switch item.outcome.verdict {
    case .passed: return [opening + "/>"]
    case .knownGap:
      let message = "known gap: \(item.outcome.test.why ?? item.outcome.difference ?? "")"
      return [opening + ">", "      <skipped message=\"\(XML.escaped(message))\"/>", "    </testcase>"]
    case .failed, .gapClosed:
      let failure = item.outcome.failure ?? ""
      var body = "\(item.place)\n\(failure)"
      if let cause = item.cause { body += "\nby: \(cause)" }
      if let override = item.override { body += "\nbut: \(override)" }
      if let hint = item.hint { body += "\nwhy not: \(hint)" }
      return [
        opening + ">",
        "      <failure message=\"\(XML.escaped(failure))\" type=\"\(item.outcome.verdict == .failed ? "failed" : "gap-closed")\">\(XML.escaped(body))</failure>",
        "    </testcase>",
      ]
    }
  }
}

/// Text as XML 1.0 may hold it.
enum XML {
  /// Escapes a text for element content and for attributes in double quotes; what XML cannot hold becomes U+FFFD.
  static func escaped(_ text: String) -> String {
    var out = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": out += "&amp;"
      case "<": out += "&lt;"
      case ">": out += "&gt;"
      case "\"": out += "&quot;"
      case "'": out += "&apos;"
      // As they are they would come back from an attribute as blanks.
      case "\n", "\r", "\t": out += "&#\(scalar.value);"
      case "\u{0}"..<" ", "\u{FFFE}", "\u{FFFF}": out += "\u{FFFD}"
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out
  }
}
