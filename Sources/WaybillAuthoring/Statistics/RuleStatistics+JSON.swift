package import WaybillCore
package import WaybillCorpus

extension RuleStatistics {
  /// Appends everything as one JSON object on one line.
  package func append(to json: inout JSONText, order: Order, place: (Place) -> String) {
    json.openObject()
    json.field("articles", tally.articles)
    json.field("labelled", gold?.articles)
    json.name("work")
    json.openObject()
    for kind in ConstructTable.Kind.allCases { json.field(kind.rawValue, share(kind)) }
    json.closeObject()
    for kind in [ConstructTable.Kind.rule, .modifier, .list] {
      let phrases = Dictionary(grouping: phrases(of: kind), by: \.owner)
      json.name("\(kind.rawValue)s")
      json.openArray()
      for row in rows(kind, by: order) {
        append(row, kind, phrases[row.name] ?? [], to: &json, place)
      }
      json.closeArray()
    }
    json.closeObject()
    json.endLine()
  }

  private func append(
    _ row: Row, _ kind: ConstructTable.Kind, _ phrases: [PhraseRow], to json: inout JSONText,
    _ place: (Place) -> String
  ) {
    json.openObject()
    json.field("name", row.name)
    json.field("hits", row.counts.hits)
    json.field("articles", row.counts.articles)
    json.field("work", row.share)
    if kind != .list {
      json.field("won", row.counts.won)
      json.field("lost", row.counts.lost)
      json.field("excepted", row.counts.excepted)
      json.field("unmet", row.counts.unmet)
      json.field("partner", row.partner?.name)
      json.field("shared", row.partner?.count ?? 0)
    }
    if let counts = row.gold, kind == .rule {
      json.name("gold")
      json.openObject()
      json.field("right", counts.right)
      json.field("wrong", counts.wrong)
      json.field("labelled", counts.labelled)
      json.field("precision", counts.precision)
      json.field("recall", counts.recall)
      json.field("wrong_per_1000", Double(counts.wrong) * 1000 / Double(max(1, gold?.articles ?? 0)))
      json.closeObject()
    }
    if let ablation = row.ablation {
      json.name("without")
      json.openObject()
      json.field("right_lost", ablation.rightLost)
      json.field("wrong_gone", ablation.wrongGone)
      json.field("right_gained", ablation.rightGained)
      json.field("wrong_new", ablation.wrongNew)
      json.closeObject()
    }
    json.name("phrases")
    json.openArray()
    for phrase in phrases {
      json.openObject()
      json.field("text", phrase.text)
      json.field("place", place(phrase.place))
      json.field("hits", phrase.hits)
      json.field("articles", phrase.articles)
      json.closeObject()
    }
    json.closeArray()
    json.closeObject()
  }
}
