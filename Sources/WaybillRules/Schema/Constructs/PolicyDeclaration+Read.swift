import WaybillCore
import WaybillText
import WaybillYAML

extension PolicyDeclaration {
  static func read(
    _ axis: Located<String>, _ node: YAMLNode, _ problems: inout DiagnosticSink
  ) -> PolicyDeclaration? {
    let items = node.list("the policy of `\(shortened(axis.value))`", of: "rungs", &problems) ?? []
    return PolicyDeclaration(axis: axis, rungs: items.compactMap { Rung.read($0, &problems) })
  }
}

extension PolicyDeclaration.Rung {
  /// What the other statements of a claim are tested for.
  private static let others = ["with": Attribute.stance.values, "without": Attribute.stance.values]

  fileprivate static func read(_ node: YAMLNode, _ problems: inout DiagnosticSink) -> PolicyDeclaration.Rung?
  {
    guard
      let fields = Fields(node, of: "a rung", keys: ["when", "cap", "raise"], required: ["when"], &problems)
    else { return nil }
    let when = AttributeDeclaration.readAll(fields["when"], "`when`", extras: others, &problems)
    fields.exclude("cap", "raise", &problems)
    fields.requireOne(of: ["cap", "raise"], .missingKey, "has neither `cap` nor `raise`", &problems)
    let effect = fields.has("cap") ? PolicyDeclaration.Effect.cap : .raise
    let label = fields.name(effect.rawValue, &problems)
    return label.map { PolicyDeclaration.Rung(when: when, effect: effect, label: $0, range: fields.range) }
  }
}
