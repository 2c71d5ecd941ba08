import WaybillCore
import WaybillCorpus

extension Evaluation {
  /// The report for people.
  /// - Parameters:
  ///   - errors: how many errors are listed.
  ///   - explain: the command that shows how an article was read, by its id.
  package func text(errors: Int, explain: (String) -> String) -> String {
    var lines = [
      "\(total.articles) article\(total.articles == 1 ? "" : "s")"
        + (withoutPrediction > 0 ? ", \(withoutPrediction) of them without a prediction" : ""), "",
    ]
    lines += figureLines
    if !groups.isEmpty { lines += ["", "by construction or group"] + groupLines }
    if !leaves.isEmpty { lines += ["", "by leaf"] + leafLines }
    lines += confusionLines("leaf", leafConfusions.filter { $0.gold != $0.found }, limit: 20)
    lines += confusionLines("guidance", guidanceConfusions, limit: 20)
    lines += confusionLines("status", statusConfusions, limit: 20)
    lines += gradeLines
    lines += errorLines(errors, explain)
    return lines.joined(separator: "\n") + "\n"
  }

  private func interval(_ name: String) -> String {
    guard let range = intervals[name] else { return "" }
    let decimals = name == "false_alarms_per_100" ? 1 : 3
    return "\(range.lowerBound.decimals(decimals))–\(range.upperBound.decimals(decimals))"
  }

  private var figureLines: [String] {
    var table = TextTable([
      .words(""), .number("P"), .number("R"), .number("F1"), .words("95 %"), .number("right"),
      .number("wrong"), .number("missing"),
    ])
    for (name, counts) in total.counts {
      table.add([
        name, counts.precision.decimals(3), counts.recall.decimals(3), counts.f1.decimals(3),
        interval("\(name).f1"), "\(counts.right)", "\(counts.wrong)", "\(counts.missing)",
      ])
    }
    var rates = TextTable([.words(""), .number(""), .words(""), .words("")])
    let of = [
      "\(total.guidance.all) mentions", "\(total.status.all) pairs", "\(total.matchedPairs) pairs",
      "\(total.matchedPairs) pairs", "\(total.negatives) articles without a claim",
    ]
    let names = [
      "guidance accuracy", "status accuracy", "grade kappa", "grade exact", "false alarms per 100",
    ]
    for (index, rate) in total.rates.enumerated() {
      rates.add([
        names[index], rate.value.decimals(rate.name == "false_alarms_per_100" ? 1 : 3), interval(rate.name),
        "of \(of[index])",
      ])
    }
    return table.lines() + [""] + rates.lines().dropFirst()
  }

  private var groupLines: [String] {
    var table = TextTable([
      .words("GROUP"), .number("ARTICLES"), .number("MENTION F1"), .number("PAIR F1"), .number("CLAIM F1"),
      .number("STATUS"), .number("GRADE"), .number("FALSE ALARMS"),
    ])
    for (name, tally) in groups {
      table.add([
        name, "\(tally.articles)", f1(tally.mention), f1(tally.pair), f1(tally.claim),
        tally.status.all == 0 ? "–" : tally.status.share.decimals(3),
        tally.matchedPairs == 0 ? "–" : tally.gradeExact.decimals(3),
        tally.negatives == 0 ? "–" : "\(tally.falseAlarms)",
      ])
    }
    return table.lines(indent: 2)
  }

  /// A figure of a small group, where there may be nothing to measure.
  private func f1(_ counts: Counts) -> String {
    counts.right + counts.wrong + counts.missing == 0 ? "–" : counts.f1.decimals(3)
  }

  private var leafLines: [String] {
    var table = TextTable([
      .words("LEAF"), .number("P"), .number("R"), .number("F1"), .number("right"), .number("wrong"),
      .number("missing"),
    ])
    let flawed = leaves.filter { $0.mentions.wrong + $0.mentions.missing > 0 }
    for leaf in flawed {
      let counts = leaf.mentions
      table.add([
        leaf.leaf, counts.precision.decimals(3), counts.recall.decimals(3), counts.f1.decimals(3),
        "\(counts.right)", "\(counts.wrong)", "\(counts.missing)",
      ])
    }
    let flawless = leaves.count - flawed.count
    return (table.isEmpty ? [] : table.lines(indent: 2))
      + (flawless > 0 ? ["  \(flawless) lea\(flawless == 1 ? "f" : "ves") without an error"] : [])
  }

  private func confusionLines(_ name: String, _ confusions: [Confusion], limit: Int) -> [String] {
    guard !confusions.isEmpty else { return [] }
    var table = TextTable([.number("TIMES"), .words("LABEL"), .words("FOUND")])
    for confusion in confusions.prefix(limit) {
      table.add([
        "\(confusion.count)", confusion.gold, confusion.gold == confusion.found ? "=" : confusion.found,
      ])
    }
    let more = confusions.count - limit
    return ["", "\(name) confused"] + table.lines(indent: 2) + (more > 0 ? ["  … and \(more) more"] : [])
  }

  private var gradeLines: [String] {
    guard total.matchedPairs > 0 else { return [] }
    var table = TextTable([.words("LABEL ↓ FOUND →")] + Grade.names.map { .number($0) })
    for (row, name) in Grade.names.enumerated() {
      table.add(
        [name]
          + Grade.names.indices.map { column in
            let count = total.grades[row * Grade.names.count + column]
            return count == 0 ? "·" : "\(count)"
          })
    }
    return ["", "grade confused"] + table.lines(indent: 2)
  }

  private func errorLines(_ limit: Int, _ explain: (String) -> String) -> [String] {
    guard limit > 0, !failures.isEmpty else { return [] }
    var lines = ["", "\(failures.count) error\(failures.count == 1 ? "" : "s")"]
    var article: String?
    for failure in failures.prefix(limit) {
      if failure.article != article {
        article = failure.article
        lines.append("  \(explain(failure.article))")
      }
      let detail = failure.detail.printableLine.shortened(to: 120)
      lines.append(
        "    \(failure.kind.rawValue): \(failure.what.printableLine)\(detail.isEmpty ? "" : "  (\(detail))")")
    }
    let more = failures.count - limit
    if more > 0 { lines.append("  … and \(more) more") }
    return lines
  }
}
