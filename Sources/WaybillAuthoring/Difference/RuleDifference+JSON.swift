import WaybillCore
package import WaybillCorpus
import WaybillText

extension RecordChange {
  /// Appends the change as one line of JSON.
  package func append(to json: inout JSONText) {
    json.openObject()
    json.field("kind", kind.rawValue)
    json.field("effect", effect.rawValue)
    json.field("article", article)
    json.field("rule", rule)
    json.field("fields", fields)
    json.name("old")
    Self.append(old, to: &json)
    json.name("new")
    Self.append(new, to: &json)
    json.field("reason", reason)
    json.field("before", kind == .claim ? nil : before)
    json.field("after", kind == .claim ? nil : after)
    json.closeObject()
    json.endLine()
  }

  private static func append(_ entry: RecordEntry?, to json: inout JSONText) {
    guard let entry else { return json.null() }
    json.openObject()
    for (name, value) in entry.values where name != "text" {
      switch value {
      case .text(let text): json.field(name, text)
      case .texts(let texts): json.field(name, texts)
      case .flag(let flag): json.field(name, flag)
      case .none:
        json.name(name)
        json.null()
      }
    }
    json.field("rule", entry.rule)
    // Of a claim the weightiest evidence.
    json.field("field", entry.spans.first?.field)
    json.field("start", entry.spans.first?.range.start)
    json.field("end", entry.spans.first?.range.end)
    json.field("text", entry.spans.first?.text)
    json.closeObject()
  }
}

extension RuleDifference {
  /// Appends the counts as the last line of JSON.
  package func appendSummary(articles: Int, to json: inout JSONText) {
    json.openObject()
    json.field("kind", "summary")
    json.field("articles", articles)
    json.field("changed_articles", changedArticles)
    json.field("changes", changes)
    json.name("rules")
    json.openObject()
    for state in [RuleChanges.State.added, .removed, .changed] {
      json.field(state.rawValue, rules.names(state))
    }
    json.closeObject()
    json.name("groups")
    json.openArray()
    for group in sortedGroups {
      json.openObject()
      json.field("kind", group.kind.rawValue)
      json.field("rule", group.rule)
      json.field("state", rules[group.rule].rawValue)
      for effect in RecordChange.Effect.allCases {
        json.field(effect.rawValue, group.counts[effect, default: 0])
      }
      json.closeObject()
    }
    json.closeArray()
    json.closeObject()
    json.endLine()
  }
}
