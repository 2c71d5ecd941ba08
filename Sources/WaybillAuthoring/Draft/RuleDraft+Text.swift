extension RuleDraft {
  /// What was chosen, why, and what was checked, for people.
  package func summary(corpus: DraftCorpus?) -> String {
    var rows: [(String, String)] = []
    rows += phrases.map { ("`\($0.text)`", "finds " + $0.places.joined(separator: ", ")) }
    rows += exceptions.map { ("`\($0.text)`", "is not meant") }
    if !needs.isEmpty {
      rows.append((needs.map { "`\($0)`" }.joined(separator: " or "), "must stand in the sentence"))
    }
    let width = rows.map(\.0.count).max() ?? 0
    var out = rows.map { "  \($0.0)\(String(repeating: " ", count: width - $0.0.count))  \($0.1)\n" }.joined()
    for known in left {
      out += "left out: \(known.places.joined(separator: ", ")) is found by \(known.text) already\n"
    }
    out += "checked: \(Self.count(hits, "example")) found, \(Self.count(misses, "near miss")) left alone, "
    out += "\(Self.count(otherTests, "test")) of the loaded rules pass\n"
    if misses == 0 { out += "note: without a near miss nothing holds the rule back; give one with --not\n" }
    if let corpus {
      out +=
        "corpus: \(Self.count(corpus.hits, "hit")) in \(corpus.found) of \(Self.count(corpus.articles, "article"))\n"
      for sample in corpus.samples { out += "  \(sample.article): \(sample.text)\n" }
    }
    return out
  }

  private static func count(_ number: Int, _ noun: String) -> String {
    let plural = noun.hasSuffix("s") ? noun + "es" : noun + "s"
    return "\(number) \(number == 1 ? noun : plural)"
  }

  /// The same for programs, one object.
  package func json(corpus: DraftCorpus?) -> String {
    func phrases(_ phrases: [Phrase], _ key: String) -> JSONValue {
      .array(
        phrases.map { .object([(key, .string($0.text)), ("places", .array($0.places.map { .string($0) }))]) })
    }
    var members: [(String, JSONValue)] = [
      ("rule", .string(rule)), ("match", phrases(self.phrases, "phrase")),
      ("unless", .array(exceptions.map { .string($0.text) })), ("needs", .array(needs.map { .string($0) })),
      ("left-out", phrases(left, "rule")), ("examples", .integer(hits)), ("near-misses", .integer(misses)),
      ("other-tests", .integer(otherTests)),
    ]
    if let corpus {
      members.append(
        (
          "corpus",
          .object([
            ("articles", .integer(corpus.articles)), ("hits", .integer(corpus.hits)),
            ("articles-with-hits", .integer(corpus.found)),
            (
              "samples",
              .array(
                corpus.samples.map {
                  .object([("article", .string($0.article)), ("text", .string($0.text))])
                })
            ),
          ])
        ))
    }
    members.append(("yaml", .string(yaml)))
    return JSONValue.object(members).text()
  }
}

extension DraftRefusal {
  /// For people, several lines.
  package var text: String {
    "\(isCollision ? "no draft" : "waybill"): \(message)\n" + notes.map { "  \($0)\n" }.joined()
  }

  /// For programs, one object.
  package var json: String {
    JSONValue.object([
      ("refused", .flag(true)), ("message", .string(message)), ("notes", .array(notes.map { .string($0) })),
    ]).text()
  }
}
