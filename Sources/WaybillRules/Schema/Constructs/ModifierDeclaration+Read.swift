import WaybillText
import WaybillYAML

extension MappingShape {
  static let modifier = MappingShape(
    "a modifier", id: "modifier", "Cues that change the standing of what they reach.",
    keys: [
      .key("sets", .attributes(extras: [:]), "Attributes given to what is reached."),
      .required("cues", .phrases, "The phrases that do it."),
      .key(
        "reach", .choice(ModifierDeclaration.Reach.self),
        "On which side of the cue; `after` unless said otherwise."),
      .key("scope", .mapping(.scope), "How far the cue reaches."),
      .key("pseudo", .phrases, "Phrases that look like cues and are not."),
      .key(
        "holder", .text, "Whose word it is: `nearest $actor.TYPE`, with `before` or `after`, or both sides."),
      .key("weight", .number, "Log-odds points of a plain assertion by this kind of source."),
      .key("factor", .number, "Factor on the weight of what is reached; below one for a hedge."),
      .key("evidence", .name, "The kind of evidence that the record names."),
      .why, .tests,
    ],
    groups: [
      Group(
        ["sets", "weight", "factor", "evidence"], .noEffect,
        "does nothing: it has none of `sets`, `weight`, `factor` and `evidence`")
    ])

  static let scope = MappingShape(
    "`scope`", id: "scope", "How far a cue reaches.",
    keys: [
      .key("within", .choice(ModifierDeclaration.Unit.self), "`clause` unless said otherwise."),
      .key("tokens", .integer(1...tokenLimit), "At most so many words on each side."),
      .key("stop", .phrases, "Words and marks that end the scope."),
      .key("through", .phrases, "Words and marks that it passes although they would end it."),
    ])
}

extension ModifierDeclaration {
  static func read(
    _ name: Located<String>, _ node: YAMLNode, _ problems: inout DiagnosticSink
  ) -> ModifierDeclaration? {
    guard
      let fields = Fields(
        node, of: .modifier, named: name, &problems)
    else { return nil }
    var modifier = ModifierDeclaration(name: name, range: fields.range)
    modifier.sets = AttributeDeclaration.readAll(fields["sets"], "`sets`", &problems)
    modifier.cues = fields.phrases("cues", &problems)
    if let reach = fields.choice("reach", Reach.self, &problems) { modifier.reach = reach }
    if let scope = fields["scope"].flatMap({ Scope.read($0, &problems) }) { modifier.scope = scope }
    modifier.pseudo = fields.phrases("pseudo", &problems)
    modifier.holder = fields.text("holder", &problems)
    modifier.weight = fields.number("weight", &problems)
    modifier.factor = fields.number("factor", &problems)
    modifier.evidence = fields.name("evidence", &problems)
    modifier.why = fields.text("why", &problems)
    modifier.tests = fields.list("tests", of: "tests", &problems, TestDeclaration.read)
    fields.checkCombinations(&problems)
    return modifier
  }
}

extension ModifierDeclaration.Scope {
  fileprivate static func read(
    _ node: YAMLNode, _ problems: inout DiagnosticSink
  ) -> ModifierDeclaration.Scope? {
    guard
      let fields = Fields(node, of: .scope, &problems)
    else { return nil }
    var scope = ModifierDeclaration.Scope()
    if let within = fields.choice("within", ModifierDeclaration.Unit.self, &problems) {
      scope.within = within
    }
    scope.tokens = fields.integer("tokens", &problems)
    scope.stop = fields.phrases("stop", &problems)
    scope.through = fields.phrases("through", &problems)
    return scope
  }
}
