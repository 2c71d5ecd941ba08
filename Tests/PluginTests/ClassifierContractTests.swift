import BuiltInClassifiers
import TestSupport
import Testing
import WaybillCore
import WaybillMatching
import WaybillPipeline
import WaybillRules
import WaybillText

/// What every classifier must keep to, whatever it looks for.
@Suite struct ClassifierContractTests {
  static let names = BuiltInClassifiers.all.map { $0.descriptor.id }

  static let articles = [
    Article(id: "empty", text: ""),
    Article(id: "blank", title: "", text: " \n\n\t"),
    Article(id: "nothing", text: "It rained all day in the village."),
    Article(id: "plain", text: "North Korea shipped more than 300 laser-guided shells by sea to Russia."),
    Article(
      id: "title", title: "Iran sends tanks to Russia — «по морю»",
      text:
        "Téhéran, in effect: Iran sent 12 tanks 🚢 by sea to Russia. North Korea denied it had sent shells."),
    Article(id: "broken", text: "\u{FFFD}\u{FFFD} Iran sent tanks\u{0} to Russia\u{2029}smart bombs\u{FEFF}"),
  ]

  private func classifiers(upTo name: String) throws -> [any Classifier] {
    let rules = try #require(PluginRules.fixture.rules)
    var made: [any Classifier] = []
    for registration in rules.registrations {
      let type = try #require(BuiltInClassifiers.all.first { $0.descriptor.id == registration.plugin })
      made.append(type.init(registration.configuration))
      if registration.plugin == name { return made }
    }
    Issue.record("the test's rules do not register \(name)")
    return made
  }

  private func outcome(_ findings: Findings) -> String {
    "\(findings.labels) \(findings.spans) \(findings.weapons) \(findings.claims) \(findings.notes)"
  }

  @Test(arguments: names)
  func `says the same of the same reading every time`(_ name: String) throws {
    for article in Self.articles {
      let reading = PluginRules.fixture.program.read(article)
      let outcomes = try (0..<3).map { _ in
        var findings = Findings()
        for classifier in try classifiers(upTo: name) { classifier.classify(reading, into: &findings) }
        return outcome(findings)
      }
      #expect(Set(outcomes).count == 1)
    }
  }

  @Test(arguments: names)
  func `finds nothing in an article without words`(_ name: String) throws {
    for article in Self.articles.prefix(3) {
      let reading = PluginRules.fixture.program.read(article)
      var findings = Findings()
      for classifier in try classifiers(upTo: name) { classifier.classify(reading, into: &findings) }
      #expect(findings.labels.isEmpty && findings.spans.isEmpty)
      #expect(findings.weapons.isEmpty && findings.claims.isEmpty && findings.notes.isEmpty)
    }
  }

  @Test(arguments: names)
  func `points into the article's own text`(_ name: String) throws {
    var count = 0
    for article in Self.articles {
      let reading = PluginRules.fixture.program.read(article)
      var findings = Findings()
      for classifier in try classifiers(upTo: name) { classifier.classify(reading, into: &findings) }
      let spans =
        findings.spans.map(\.span) + findings.weapons.map(\.span)
        + findings.claims.flatMap {
          $0.evidence.map(\.span) + [$0.supplier.span, $0.recipient.span].compactMap { $0 }
        }
      for span in spans {
        let field = Array((span.field == "title" ? article.title ?? "" : article.text).utf8)
        try #require(
          span.range.start >= 0 && span.range.start < span.range.end && span.range.end <= field.count)
        #expect(String(decoding: field[span.range.start..<span.range.end], as: UTF8.self) == span.text)
      }
      for scores in findings.labels.map(\.scores) {
        #expect(scores.allSatisfy { (0...1).contains($0.score) })
      }
      count += spans.count
    }
    #expect(count > 0)
  }

  @Test func `every plugin has its own id and registers what it needs`() {
    #expect(Set(Self.names).count == Self.names.count)
    for type in BuiltInClassifiers.all {
      for need in type.descriptor.needs { #expect(Self.names.contains(need)) }
      #expect(type.descriptor.summary.hasSuffix("."))
      #expect(type.descriptor.parameters.allSatisfy { !$0.summary.isEmpty })
    }
  }
}
