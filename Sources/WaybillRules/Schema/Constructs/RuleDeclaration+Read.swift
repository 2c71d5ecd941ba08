import WaybillText
import WaybillYAML

extension MappingShape {
  static let rule = MappingShape(
    "a rule", id: "rule", "Phrases, and what they say.",
    keys: [
      .required("id", .name, "Unique among the rules of the rule set."),
      .why,
      .key("emit", .emit, "A label on one or more axes; the first is the rule's own."),
      .key("sets", .attributes(extras: [:]), "Attributes of what a frame finds."),
      .required("match", .phrases, "Phrases of which one must occur."),
      .unless, .needs,
      .key(
        "on", .mapping(.attachment), "Attaches the match to a mention instead of giving a label by itself."),
      .key("frame", .named(.mapping(.slot)), "The slots of a frame, and what may fill them."),
      .key(
        "voice", .choice(RuleDeclaration.Voice.self),
        "Whether the trigger of the frame is a participle governed by *be* or *get*."),
      .heads, .tests,
    ],
    groups: [
      Group(["emit", "sets", "frame"], .noEffect, "does nothing: it has none of `emit`, `sets` and `frame`")
    ])

  static let attachment = MappingShape(
    "`on`", id: "attachment", "The mention to which the match gives its label.",
    keys: [
      .required("label", .name, "An axis, or one of its labels."),
      .required(
        "reach", .choice(ModifierDeclaration.Reach.self), "On which side of the match the mention stands."),
      .required("tokens", .integer(1...tokenLimit), "At most so many words away, in the same clause."),
    ])

  static let slot = MappingShape(
    "a slot", id: "slot", "What may fill a role of a frame.",
    keys: [
      .key("is", .text, "Actors by type: `$actor.party`, `$actor.state`, …"),
      .key("label", .name, "A mention on this axis, or of this label."),
      .key(
        "pronoun", .choice(RuleDeclaration.Slot.Pronoun.self),
        "Lets a pronoun or the paragraph fill the role when the clause does not."),
    ],
    groups: [
      Group(["is", "label"], .missingKey, "says nothing of what fills it: it has neither `is` nor `label`")
    ],
    exclusions: [["is", "label"]])
}

extension RuleDeclaration {
  static func read(_ node: YAMLNode, _ problems: inout DiagnosticSink) -> RuleDeclaration? {
    guard
      let fields = Fields(
        node, of: .rule, nameKey: "id", &problems)
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
    fields.checkCombinations(&problems)
    return id == nil ? nil : rule
  }
}

extension RuleDeclaration.Attachment {
  fileprivate static func read(
    _ node: YAMLNode, _ problems: inout DiagnosticSink
  ) -> RuleDeclaration.Attachment? {
    guard let fields = Fields(node, of: .attachment, &problems) else { return nil }
    let label = fields.name("label", &problems)
    let reach = fields.choice("reach", ModifierDeclaration.Reach.self, &problems)
    let tokens = fields.integer("tokens", &problems)
    guard let label, let reach, let tokens else { return nil }
    return RuleDeclaration.Attachment(label: label, reach: reach, tokens: tokens)
  }
}

extension RuleDeclaration.Slot {
  fileprivate enum Pronoun: String, CaseIterable { case nearest }

  fileprivate static func read(
    _ entry: YAMLEntry, _ problems: inout DiagnosticSink
  ) -> RuleDeclaration.Slot? {
    let role = checkedName(Located(entry.key, at: entry.keyRange), "a slot", &problems)
    guard
      let fields = Fields(
        entry.value, of: .slot, named: Located(entry.key, at: entry.keyRange), &problems)
    else { return nil }
    let actors = fields.text("is", &problems)
    let label = fields.name("label", &problems)
    let pronoun = fields.choice("pronoun", Pronoun.self, &problems)
    fields.checkCombinations(&problems)
    if let actors, !actors.value.hasPrefix("$") {
      problems.report(
        .unknownValue,
        "`is` must refer to actors, as `$actor.state` does, but is `\(shortened(actors.value))`",
        at: actors.range, suggestion: "$\(shortened(actors.value))")
    }
    return role.map { RuleDeclaration.Slot(role: $0, actors: actors, label: label, pronoun: pronoun != nil) }
  }
}
