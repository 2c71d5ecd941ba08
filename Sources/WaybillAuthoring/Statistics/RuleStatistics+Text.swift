package import WaybillCore
import WaybillCorpus

extension RuleStatistics {
  /// The report for people.
  /// - Parameters:
  ///   - top: how many rows each table has.
  ///   - order: what rules and modifiers are sorted by.
  ///   - place: how a phrase's place in its file is shown.
  package func text(top: Int, order: Order, usesColour: Bool = false, place: (Place) -> String) -> String {
    let paint = Paint(isOn: usesColour)
    var lines = ["\(tally.articles.grouped) article\(tally.articles == 1 ? "" : "s")" + goldLine]
    let shares = ConstructTable.Kind.allCases.map { kind in
      let name: String =
        switch kind {
        case .actors, .guards: table.constructs.first { $0.kind == kind }?.name ?? ""
        default: "\(kind.rawValue)s"
        }
      return "\(name) \((share(kind) * 100).decimals(1)) %"
    }
    lines.append("work: " + shares.joined(separator: ", "))
    for kind in [ConstructTable.Kind.rule, .modifier, .list] {
      lines += section(kind, top: top, order: order, paint)
    }
    lines += phraseSection(top: top, paint)
    lines += deadSection(top: top, paint, place)
    return lines.joined(separator: "\n") + "\n"
  }

  private var goldLine: String {
    guard let gold else { return "" }
    return ", \(gold.articles.grouped) labelled"
  }

  private func section(_ kind: ConstructTable.Kind, top: Int, order: Order, _ paint: Paint) -> [String] {
    // Labels speak of rules alone.
    let order = order == .wrong && kind != .rule ? .hits : order
    let all = rows(kind, by: order)
    let rows = all.filter { $0.counts.hits > 0 || $0.counts.work > 0 || ($0.gold?.wrong ?? 0) > 0 }
    guard !rows.isEmpty else { return [] }
    let hasConflicts = kind == .rule
    let isJudged = gold != nil && kind == .rule
    let isAblated = gold.map { !$0.ablations.isEmpty } == true && kind != .list
    var columns: [TextTable.Column] = [
      .words(kind.rawValue.uppercased()), .number("HITS"), .number("ARTICLES"),
    ]
    if hasConflicts { columns += [.number("WON"), .number("LOST"), .number("UNMET")] }
    if kind != .list { columns.append(.number(kind == .modifier ? "PSEUDO" : "UNLESS")) }
    columns.append(.number("WORK %"))
    if isJudged {
      columns += [
        .number("RIGHT"), .number("WRONG"), .number("P"), .number("R"), .number("WRONG/1000"),
      ]
    }
    if isAblated { columns.append(.words("WITHOUT IT")) }
    if kind != .list { columns.append(.words("SHARES WORDS WITH")) }
    var table = TextTable(columns)
    for row in rows.prefix(top) {
      let counts = row.counts
      var cells = [row.name, counts.hits.grouped, counts.articles.grouped]
      if hasConflicts { cells += [counts.won.grouped, counts.lost.grouped, counts.unmet.grouped] }
      if kind != .list { cells.append(counts.excepted.grouped) }
      cells.append((row.share * 100).decimals(2))
      if isJudged { cells += judged(row) }
      if isAblated { cells.append(row.ablation.map(without) ?? "") }
      if kind != .list { cells.append(row.partner.map { "\($0.name) \($0.count.grouped)" } ?? "") }
      table.add(cells)
    }
    let more = rows.count - top
    return [
      "", paint.bold("\(kind.rawValue)s") + "  \(rows.count) of \(all.count) at work, by \(order.rawValue)",
    ]
      + table.lines(indent: 2) + (more > 0 ? ["  … and \(more) more; --top shows them"] : [])
  }

  private func judged(_ row: Row) -> [String] {
    guard let counts = row.gold, let gold else { return [] }
    let rate = Double(counts.wrong) * 1000 / Double(max(1, gold.articles))
    return [
      "\(counts.right)", "\(counts.wrong)", counts.precision?.decimals(2) ?? "–",
      counts.recall?.decimals(2) ?? "–", counts.wrong == 0 ? "–" : rate.decimals(1),
    ]
  }

  /// What is lost and won when a construct is taken away.
  private func without(_ ablation: GoldTally.Ablation) -> String {
    let parts = [
      ("-", ablation.rightLost, "right"), ("-", ablation.wrongGone, "wrong"),
      ("+", ablation.rightGained, "right"), ("+", ablation.wrongNew, "wrong"),
    ]
    let said = parts.filter { $0.1 > 0 }.map { "\($0.0)\($0.1) \($0.2)" }
    return said.isEmpty ? "the same" : said.joined(separator: " ")
  }

  private func phraseSection(top: Int, _ paint: Paint) -> [String] {
    let found = phrases(of: .list).filter { $0.hits > 0 }
    guard !found.isEmpty else { return [] }
    var table = TextTable([.words("ENTRY"), .number("HITS"), .number("ARTICLES"), .words("LIST")])
    for row in found.prefix(top) {
      table.add([row.text.shortened(to: 50), row.hits.grouped, row.articles.grouped, row.owner])
    }
    return ["", paint.bold("list entries") + "  \(found.count) of \(phrases(of: .list).count) found"]
      + table.lines(indent: 2)
  }

  // MARK: What never hits

  private func deadSection(top: Int, _ paint: Paint, _ place: (Place) -> String) -> [String] {
    var lines: [String] = []
    for kind in [ConstructTable.Kind.rule, .modifier] {
      let dead = rows(kind, by: .name).filter { $0.counts.hits == 0 }
      guard !dead.isEmpty else { continue }
      lines += ["", paint.bold("\(kind.rawValue)s that never hit") + "  \(dead.count)"]
      lines += dead.prefix(top).map { row in
        let reasons = [
          (row.counts.lost, "lost to others"), (row.counts.excepted, "excepted"), (row.counts.unmet, "unmet"),
        ].filter { $0.0 > 0 }.map { "\($0.0.grouped) \($0.1)" }
        return "  \(row.name)" + (reasons.isEmpty ? "" : "  (\(reasons.joined(separator: ", ")))")
      }
      if dead.count > top { lines.append("  … and \(dead.count - top) more") }
    }
    for (kind, name) in [
      (ConstructTable.Kind.list, "list entries"), (.rule, "phrases of rules"), (.modifier, "cues"),
    ] {
      // Those of a rule that never hits are dead with it.
      let all = phrases(of: kind)
      let alive = Set(all.filter { $0.hits > 0 }.map(\.owner))
      let dead = all.filter { $0.hits == 0 && (kind == .list || alive.contains($0.owner)) }
      guard !dead.isEmpty else { continue }
      let more = kind == .list ? "" : " beside others that do"
      lines += ["", paint.bold("\(name) that never hit\(more)") + "  \(dead.count) of \(all.count)"]
      lines += dead.prefix(top).map { "  \(place($0.place)): \($0.text.printable.shortened(to: 60))" }
      if dead.count > top { lines.append("  … and \(dead.count - top) more") }
    }
    return lines
  }
}
