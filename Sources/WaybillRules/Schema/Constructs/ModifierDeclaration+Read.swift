import WaybillText
import WaybillYAML

extension ModifierDeclaration {
  static func read(
    _ name: Located<String>, _ node: YAMLNode, _ problems: inout DiagnosticSink
  ) -> ModifierDeclaration? {
    guard
      let fields = Fields(
        node, of: "a modifier", named: name,
        keys: [
          "sets", "cues", "reach", "scope", "pseudo", "holder", "weight", "factor", "evidence", "why",
          "tests",
        ], required: ["cues"], &problems)
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
    fields.requireOne(
      of: ["sets", "weight", "factor", "evidence"], .noEffect,
      "does nothing: it has none of `sets`, `weight`, `factor` and `evidence`", &problems)
    return modifier
  }
}

extension ModifierDeclaration.Scope {
  fileprivate static func read(
    _ node: YAMLNode, _ problems: inout DiagnosticSink
  ) -> ModifierDeclaration.Scope? {
    guard
      let fields = Fields(node, of: "`scope`", keys: ["within", "tokens", "stop", "through"], &problems)
    else { return nil }
    var scope = ModifierDeclaration.Scope()
    if let within = fields.choice("within", ModifierDeclaration.Unit.self, &problems) {
      scope.within = within
    }
    scope.tokens = fields.integer("tokens", in: 1...tokenLimit, &problems)
    scope.stop = fields.phrases("stop", &problems)
    scope.through = fields.phrases("through", &problems)
    return scope
  }
}
