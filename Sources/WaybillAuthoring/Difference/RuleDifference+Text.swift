import WaybillCore
import WaybillCorpus

extension RuleDifference {
  /// The report for people.
  /// - Parameters:
  ///   - articles: how many articles were read.
  ///   - usesColour: whether a terminal reads it.
  package func text(articles: Int, usesColour: Bool = false) -> String {
    let paint = Paint(isOn: usesColour)
    var lines = ruleLines(paint)
    if changes == 0 {
      lines.append("nothing changes in \(articles.grouped) article\(articles == 1 ? "" : "s")")
      return lines.joined(separator: "\n") + "\n"
    }
    var kind: RecordEntry.Kind?
    for group in sortedGroups {
      if group.kind != kind {
        kind = group.kind
        lines += ["", paint.bold(heading(group.kind))]
      }
      lines += groupLines(group, paint)
    }
    let share = Double(changedArticles) / Double(max(articles, 1)) * 100
    lines += [
      "",
      "\(changedArticles.grouped) of \(articles.grouped) article\(articles == 1 ? "" : "s") changed (\(share.decimals(1)) %)",
    ]
    return lines.joined(separator: "\n") + "\n"
  }

  private func ruleLines(_ paint: Paint) -> [String] {
    var lines: [String] = []
    for (state, sign) in [(RuleChanges.State.added, "+"), (.removed, "-"), (.changed, "~")] {
      let names = rules.names(state)
      for name in names.prefix(Self.namesShown) { lines.append("  \(paint.sign(sign)) \(name)") }
      if names.count > Self.namesShown {
        lines.append("  \(paint.sign(sign)) … and \(names.count - Self.namesShown) more \(state.rawValue)")
      }
    }
    let counts = [RuleChanges.State.added, .removed, .changed].map {
      "\(rules.names($0).count) \($0.rawValue)"
    }
    return [paint.bold("rules and modifiers") + "  " + counts.joined(separator: ", ")] + lines
  }

  private static let namesShown = 12

  private func heading(_ kind: RecordEntry.Kind) -> String {
    let counts = RecordChange.Effect.allCases.map { "\(count(kind, $0).grouped) \($0.rawValue)" }
    return "\(kind.rawValue)s  " + counts.joined(separator: ", ")
  }

  private func groupLines(_ group: Group, _ paint: Paint) -> [String] {
    let counts = RecordChange.Effect.allCases.compactMap { effect in
      group.counts[effect].map { "\($0.grouped) \(effect.rawValue)" }
    }
    let state = rules[group.rule]
    var lines = [
      "",
      "  \(paint.bold(group.rule))\(state == .same ? "" : " (\(state.rawValue))")  \(counts.joined(separator: ", "))",
    ]
    for effect in RecordChange.Effect.allCases {
      let samples = group.samples[effect] ?? []
      for change in samples { lines += changeLines(change, paint) }
      let more = group.counts[effect, default: 0] - samples.count
      if more > 0, !samples.isEmpty { lines.append("      … and \(more.grouped) more \(effect.rawValue)") }
    }
    return lines
  }

  private func changeLines(_ change: RecordChange, _ paint: Paint) -> [String] {
    let sign =
      switch change.effect {
      case .gained: "+"
      case .lost: "-"
      case .changed: "~"
      }
    var lines = ["    \(paint.sign(sign)) \(change.article.printableLine): \(change.said)"]
    if let words = change.words(paint) { lines.append("        \(words)") }
    if change.effect == .changed, let old = change.old, let new = change.new, old.ruleName != new.ruleName {
      lines.append("        by \(new.ruleName), before by \(old.ruleName)")
    }
    if let reason = change.reason {
      lines.append("        \(change.effect == .lost ? "now" : "before"): \(reason)")
    }
    return lines
  }
}

extension RecordChange {
  /// What is said, or what of it changed.
  fileprivate var said: String {
    if effect == .changed, let old, let new {
      let changes = fields.map { name in
        "\(name) \(old[name].text.printableLine) → \(new[name].text.printableLine)"
      }
      return (kind == .claim ? "\(pair(new)): " : "") + changes.joined(separator: "; ")
    }
    switch kind {
    case .mention: return [entry["leaf"].text, entry["guidance"].text].joined(separator: ", ")
    case .label: return "\(entry["axis"].text): \(entry["label"].text)"
    case .claim:
      let rest = ["items", "status", "grade"].map { entry[$0].text }
      return "\(pair(entry)): " + rest.joined(separator: ", ")
    }
  }

  private func pair(_ entry: RecordEntry) -> String {
    "\(entry["supplier"].text) → \(entry["recipient"].text)"
  }

  /// The words with what stands around them; of a claim the sentence.
  fileprivate func words(_ paint: Paint) -> String? {
    guard let span = entry.spans.first else { return nil }
    let text = span.text.printableLine
    if kind == .claim { return "“\(text.shortened(to: 200))”" }
    return "\(before)\(paint.bold("[\(text)]"))\(after)"
  }
}
