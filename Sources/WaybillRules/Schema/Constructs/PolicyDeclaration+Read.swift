import WaybillCore
import WaybillText
import WaybillYAML

extension MappingShape {
  static let rung = MappingShape(
    "a rung", id: "rung", "A condition on a claim, and how far it brings the grade.",
    keys: [
      .required(
        "when", .attributes(extras: PolicyDeclaration.Rung.others),
        "What must hold; `with` and `without` ask whether the claim is also stated with that stance."),
      .key("cap", .name, "Lowers to at most this label."),
      .key("raise", .name, "Lifts to at least this label."),
    ],
    groups: [Group(["cap", "raise"], .missingKey, "has neither `cap` nor `raise`")],
    exclusions: [["cap", "raise"]])
}

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
  fileprivate static let others = ["with": Attribute.stance.values, "without": Attribute.stance.values]

  fileprivate static func read(_ node: YAMLNode, _ problems: inout DiagnosticSink) -> PolicyDeclaration.Rung?
  {
    guard
      let fields = Fields(node, of: .rung, &problems)
    else { return nil }
    let when = AttributeDeclaration.readAll(fields["when"], "`when`", extras: others, &problems)
    fields.checkCombinations(&problems)
    let effect = fields.has("cap") ? PolicyDeclaration.Effect.cap : .raise
    let label = fields.name(effect.rawValue, &problems)
    return label.map { PolicyDeclaration.Rung(when: when, effect: effect, label: $0, range: fields.range) }
  }
}
