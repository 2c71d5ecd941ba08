package import WaybillCore
import WaybillMatching
import WaybillRules
import WaybillText

/// Says for people how the rules read an article: its spans, and for each finding the rule, the cues, the scopes and
/// the ladder; and what lost, and why. Written from the engine's own reading, never from a second one.
package struct Explanation {
  private let pipeline: Pipeline
  private let reading: Reading
  private let findings: Findings
  private let losses: [ResolutionTrace.Loss]
  /// Who overrides what, by target.
  private let overrides: [String: String]
  private var catalog: Catalog { pipeline.rules.program.catalog }

  /// Reads an article and keeps the trace.
  package init(_ article: Article, pipeline: Pipeline) {
    self.pipeline = pipeline
    var trace: ResolutionTrace? = ResolutionTrace()
    reading = pipeline.rules.program.read(article, trace: &trace)
    findings = pipeline.findings(in: reading)
    losses = trace?.losses ?? []
    overrides = Dictionary(pipeline.rules.overrides.map { ($0.target, $0.ruleSet) }) { "\($0), \($1)" }
  }

  /// The explanation as text.
  package var text: String {
    var lines: [String] = []
    lines += markedText()
    lines += weapons()
    lines += spans()
    lines += frames()
    lines += claims()
    lines += lost()
    for note in findings.notes { lines.append("note: \(note)") }
    if findings.weapons.isEmpty, findings.spans.isEmpty { lines.append("Nothing was found.") }
    return lines.joined(separator: "\n") + "\n"
  }

  /// The fields with `[…]` around mentions and `{…}` around actors.
  private func markedText() -> [String] {
    var lines: [String] = []
    for field in reading.fields {
      var marks: [(at: Int, isEnd: Bool, sign: String)] = []
      for weapon in findings.weapons where weapon.span.field == field.name {
        marks.append((weapon.span.range.start, false, "["))
        marks.append((weapon.span.range.end, true, "]"))
      }
      for hit in reading.actors {
        let span = reading.span(hit.tokens)
        guard span.field == field.name else { continue }
        marks.append((span.range.start, false, "{"))
        marks.append((span.range.end, true, "}"))
      }
      marks.sort { ($0.at, $0.isEnd ? 0 : 1) < ($1.at, $1.isEnd ? 0 : 1) }
      var text = ""
      var position = 0
      for mark in marks {
        text += String(decoding: field.bytes[position..<mark.at], as: UTF8.self) + mark.sign
        position = mark.at
      }
      text += String(decoding: field.bytes[position...], as: UTF8.self)
      lines.append("— \(field.name)")
      lines.append(text)
      lines.append("")
    }
    return lines
  }

  /// A rule's or modifier's reference, and who changed what stands behind it.
  private func shown(_ reference: String) -> String {
    guard !overrides.isEmpty, let author = overrides[String(reference.prefix { $0 != "@" })] else {
      return reference
    }
    return "\(reference), overridden by \(author)"
  }

  /// Says who overrides an actor.
  private func changes(of actor: String) -> String {
    let authors = overrides.filter { $0.key.hasSuffix("#actor.\(actor)") }.values.sorted()
    return authors.isEmpty ? "" : ", overridden by \(authors.joined(separator: ", "))"
  }

  private func place(_ span: Span) -> String { "\(span.field) \(span.range.start)–\(span.range.end)" }

  private func weapons() -> [String] {
    guard !findings.weapons.isEmpty else { return [] }
    var lines = ["— mentions"]
    for weapon in findings.weapons {
      lines.append(
        "[\(oneLine(weapon.span.text))]  \(weapon.leaf), \(weapon.guidance)"
          + (weapon.guidanceBasis.map { " by \($0)" } ?? "") + "  (\(place(weapon.span)))")
      lines.append("    by \(shown(weapon.rule))")
      for attachment in reading.labels[weapon.hit].attachments {
        lines.append(
          "    with `\(oneLine(reading.text(attachment.tokens)))` by \(shown(catalog.rules[attachment.rule].reference))"
        )
      }
    }
    return lines + [""]
  }

  private func spans() -> [String] {
    guard !findings.spans.isEmpty else { return [] }
    return ["— labels"]
      + findings.spans.map {
        "[\(oneLine($0.span.text))]  \($0.axis): \($0.label)  (\(place($0.span)))  by \(shown($0.rule))"
      }
      + [""]
  }

  /// What the frames proposed, before the classifier decided.
  private func frames() -> [String] {
    guard !reading.frames.isEmpty else { return [] }
    var lines = ["— frames"]
    for frame in reading.frames {
      lines.append(
        "`\(oneLine(reading.text(frame.trigger)))`\(frame.isPassive ? " (passive)" : "")  by \(shown(catalog.rules[frame.rule].reference))"
      )
      for candidate in frame.candidates {
        let tokens: Range<Int> =
          switch candidate.filler {
          case .actor(let index): reading.actors[index].tokens
          case .label(let index): reading.labels[index].tokens
          }
        lines.append(
          "    \(candidate.role): `\(oneLine(reading.text(tokens)))` by phrase \(candidate.pattern + 1), \(candidate.distance) words away"
        )
      }
      for cue in reading.cues where cue.scope.contains(frame.trigger.lowerBound) {
        lines.append(
          "    cue `\(oneLine(reading.text(cue.tokens)))` by \(shown(catalog.modifiers[cue.modifier].reference))"
        )
      }
    }
    return lines + [""]
  }

  private func claims() -> [String] {
    guard !findings.claims.isEmpty else { return [] }
    var lines = ["— claims"]
    for claim in findings.claims {
      lines.append(
        "\(claim.supplier.id) → \(claim.recipient.id): \(Set(claim.items.map(\.leaf)).sorted().joined(separator: ", "))"
          + " — \(claim.status), \(claim.grade), score \(rounded(claim.score)) (\(claim.level))"
          + (claim.concealed ? ", concealed" : ""))
      for (role, party) in [("supplier", claim.supplier), ("recipient", claim.recipient)] {
        let words = party.span.map { "`\(oneLine($0.text))` (\(place($0)))" } ?? "not named"
        lines.append(
          "    \(role): \(party.name), \(words)\(party.inferred ? ", inferred" : "")\(changes(of: party.id))")
      }
      if !claim.decoys.isEmpty { lines.append("    decoys: \(claim.decoys.joined(separator: ", "))") }
      if !claim.deniedBy.isEmpty { lines.append("    denied by: \(claim.deniedBy.joined(separator: ", "))") }
      lines.append(
        "    ladder: " + claim.ladder.map { "\($0.rung) → \($0.effect) \($0.grade)" }.joined(separator: "; "))
      for evidence in claim.evidence {
        lines.append(
          "    \(evidence.polarity) \(evidence.kind)\(evidence.holder.map { " (\($0))" } ?? ""), \(evidence.status), "
            + "weight \(rounded(evidence.weight)): “\(oneLine(evidence.span.text))”")
        lines.append("        by \(shown(evidence.rule))")
        lines += cues(in: evidence.span)
      }
    }
    return lines + [""]
  }

  /// The cues of a sentence and the words they reach.
  private func cues(in span: Span) -> [String] {
    reading.cues.compactMap { cue in
      let cueSpan = reading.span(cue.tokens)
      guard cueSpan.field == span.field, span.range.contains(cueSpan.range), !cue.scope.isEmpty else {
        return nil
      }
      let info = catalog.modifiers[cue.modifier]
      return
        "        cue `\(oneLine(cueSpan.text))` (\(shown(info.reference))) reaches “\(oneLine(reading.text(cue.scope)))”"
    }
  }

  private func lost() -> [String] {
    var seen: Set<String> = []
    let lines = losses.compactMap { loss -> String? in
      guard let name = loss.rule.map({ catalog.rules[$0].name }) ?? name(of: loss.symbol) else { return nil }
      let reason: String? =
        switch loss.reason {
        case .exception: "an `unless` phrase covers it"
        case .unmetNeed: "what it needs is not near"
        case .lost(let rule): "\(catalog.rules[rule].name) has the better claim"
        case .pseudo: "a pseudo cue covers it"
        // Every frame has its twin in the other voice, and most words beside a mention say nothing of it.
        case .voice, .noMention: nil
        }
      guard let reason else { return nil }
      let line = "`\(oneLine(reading.text(loss.tokens)))` is not \(name): \(reason)"
      return seen.insert(line).inserted ? line : nil
    }
    return lines.isEmpty ? [] : ["— passed over"] + lines + [""]
  }

  private func name(of symbol: Int32) -> String? {
    switch pipeline.rules.program.symbols[Int(symbol)] {
    case .label(let rule), .attachment(let rule): catalog.rules[Int(rule)].name
    case .actor(let form): catalog.actors[Int(pipeline.rules.program.actorForms[Int(form)].actor)].name
    case .cue(let modifier): catalog.modifiers[Int(modifier)].name
    case .set: nil
    }
  }

  private func oneLine(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  private func rounded(_ number: Double) -> String { "\((number * 100).rounded() / 100)" }
}
