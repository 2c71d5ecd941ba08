import WaybillCore
package import WaybillCorpus

extension Evaluation {
  /// Appends everything as one JSON object on one line.
  package func append(to json: inout JSONText, explain: (String) -> String) {
    json.openObject()
    json.field("articles", total.articles)
    json.field("without_prediction", withoutPrediction)
    Self.append(total, to: &json)
    json.name("intervals")
    json.openObject()
    for (name, _) in total.figures {
      guard let range = intervals[name] else { continue }
      json.name(name)
      json.openArray()
      json.number(range.lowerBound)
      json.number(range.upperBound)
      json.closeArray()
    }
    json.closeObject()
    json.name("groups")
    json.openObject()
    for (name, tally) in groups {
      json.foreignName(name)
      json.openObject()
      json.field("articles", tally.articles)
      Self.append(tally, to: &json)
      json.closeObject()
    }
    json.closeObject()
    json.name("leaves")
    json.openObject()
    for leaf in leaves {
      json.foreignName(leaf.leaf)
      json.openObject()
      Self.append("mention", leaf.mentions, to: &json)
      Self.append("leaf", leaf.articles, to: &json)
      json.closeObject()
    }
    json.closeObject()
    json.name("confusion")
    json.openObject()
    Self.append("leaf", leafConfusions, to: &json)
    Self.append("guidance", guidanceConfusions, to: &json)
    Self.append("status", statusConfusions, to: &json)
    Self.append("grade", gradeConfusions, to: &json)
    json.closeObject()
    json.name("errors")
    json.openArray()
    for failure in failures {
      json.openObject()
      json.field("article", failure.article)
      json.field("kind", failure.kind.rawValue)
      json.field("what", failure.what)
      json.field("detail", failure.detail)
      json.field("explain", explain(failure.article))
      json.closeObject()
    }
    json.closeArray()
    json.closeObject()
    json.endLine()
  }

  private static func append(_ tally: Tally, to json: inout JSONText) {
    for (name, counts) in tally.counts { append(name, counts, to: &json) }
    for (name, value) in tally.rates { json.field(name, value) }
    json.field("guidance_n", tally.guidance.all)
    json.field("matched_pairs", tally.matchedPairs)
    json.field("negatives", tally.negatives)
  }

  private static func append(_ name: String, _ counts: Counts, to json: inout JSONText) {
    json.name(name)
    json.openObject()
    json.field("p", counts.precision)
    json.field("r", counts.recall)
    json.field("f1", counts.f1)
    json.field("tp", counts.right)
    json.field("fp", counts.wrong)
    json.field("fn", counts.missing)
    json.closeObject()
  }

  private var gradeConfusions: [Confusion] {
    Grade.names.indices.flatMap { row in
      Grade.names.indices.compactMap { column in
        let count = total.grades[row * Grade.names.count + column]
        return count == 0 ? nil : Confusion(gold: Grade.names[row], found: Grade.names[column], count: count)
      }
    }
  }

  private static func append(_ name: String, _ confusions: [Confusion], to json: inout JSONText) {
    json.name(name)
    json.openArray()
    for confusion in confusions {
      json.openObject()
      json.field("gold", confusion.gold)
      json.field("found", confusion.found)
      json.field("count", confusion.count)
      json.closeObject()
    }
    json.closeArray()
  }
}
