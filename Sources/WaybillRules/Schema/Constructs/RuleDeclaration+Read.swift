import WaybillText
import WaybillYAML

extension RuleDeclaration {
  static func read(_ node: YAMLNode, _ problems: inout DiagnosticSink) -> RuleDeclaration? {
    guard
      let fields = Fields(
        node, of: "a rule", nameKey: "id",
        keys: [
          "id", "why", "emit", "sets", "match", "unless", "needs", "on", "frame", "voice", "heads", "tests",
        ], required: ["id", "match"], &problems)
    else { return nil }
    let id = fields.name("id", &problems)
    var rule = RuleDeclaration(id: id ?? Located("", at: fields.place), range: fields.range)
    rule.why = fields.text("why", &problems)
    rule.emit = EmitDeclaration.readAll(fields["emit"], &problems)
    rule.sets = AttributeDeclaration.readAll(fields["sets"], "`sets`", &problems)
    rule.match = fields.phrases("match", &problems)
    rule.unless = fields.phrases("unless", &problems)
    rule.needs = fields["needs"].flatMap { GuardDeclaration.read($0, &problems) }
    rule.on = fields["on"].flatMap { Attachment.read($0, &problems) }
    rule.slots = (fields["frame"]?.mapping("`frame`", &problems) ?? []).compactMap {
      Slot.read($0, &problems)
    }
    if let voice = fields.choice("voice", Voice.self, &problems) { rule.voice = voice }
    rule.heads = fields.list("heads", of: "mappings", &problems, HeadDeclaration.read)
    rule.tests = fields.list("tests", of: "tests", &problems, TestDeclaration.read)
    fields.requireOne(
      of: ["emit", "sets", "frame"], .noEffect, "does nothing: it has none of `emit`, `sets` and `frame`",
      &problems)
    return id == nil ? nil : rule
  }
}

extension RuleDeclaration.Attachment {
  fileprivate static func read(
    _ node: YAMLNode, _ problems: inout DiagnosticSink
  ) -> RuleDeclaration.Attachment? {
    let keys = ["label", "reach", "tokens"]
    guard let fields = Fields(node, of: "`on`", keys: keys, required: keys, &problems) else { return nil }
    let label = fields.name("label", &problems)
    let reach = fields.choice("reach", ModifierDeclaration.Reach.self, &problems)
    let tokens = fields.integer("tokens", in: 1...tokenLimit, &problems)
    guard let label, let reach, let tokens else { return nil }
    return RuleDeclaration.Attachment(label: label, reach: reach, tokens: tokens)
  }
}

extension RuleDeclaration.Slot {
  private enum Pronoun: String, CaseIterable { case nearest }

  fileprivate static func read(
    _ entry: YAMLEntry, _ problems: inout DiagnosticSink
  ) -> RuleDeclaration.Slot? {
    let role = checkedName(Located(entry.key, at: entry.keyRange), "a slot", &problems)
    guard
      let fields = Fields(
        entry.value, of: "a slot", named: Located(entry.key, at: entry.keyRange),
        keys: ["is", "label", "pronoun"], &problems)
    else { return nil }
    let actors = fields.text("is", &problems)
    let label = fields.name("label", &problems)
    let pronoun = fields.choice("pronoun", Pronoun.self, &problems)
    fields.exclude("is", "label", &problems)
    fields.requireOne(
      of: ["is", "label"], .missingKey, "says nothing of what fills it: it has neither `is` nor `label`",
      &problems)
    if let actors, !actors.value.hasPrefix("$") {
      problems.report(
        .unknownValue,
        "`is` must refer to actors, as `$actor.state` does, but is `\(shortened(actors.value))`",
        at: actors.range, suggestion: "$\(shortened(actors.value))")
    }
    return role.map { RuleDeclaration.Slot(role: $0, actors: actors, label: label, pronoun: pronoun != nil) }
  }
}
