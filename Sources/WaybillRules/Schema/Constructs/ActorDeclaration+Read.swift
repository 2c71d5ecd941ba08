import WaybillText
import WaybillYAML

extension ActorDeclaration {
  static func read(_ node: YAMLNode, _ problems: inout DiagnosticSink) -> ActorDeclaration? {
    guard
      let fields = Fields(
        node, of: "an actor", nameKey: "id",
        keys: ["id", "type", "names", "demonyms", "metonyms", "people", "bodies", "unless", "guarded"],
        required: ["id"], &problems)
    else { return nil }
    let id = fields.name("id", &problems)
    var actor = ActorDeclaration(id: id ?? Located("", at: fields.place), range: fields.range)
    actor.type = fields.name("type", &problems)
    actor.names = fields.phrases("names", &problems)
    actor.demonyms = fields.phrases("demonyms", &problems)
    actor.metonyms = fields.phrases("metonyms", &problems)
    actor.people = fields.phrases("people", &problems)
    actor.bodies = fields.phrases("bodies", &problems)
    actor.unless = fields.phrases("unless", &problems)
    actor.guarded = fields.list("guarded", of: "guarded forms", &problems, GuardedFormsDeclaration.read)
    return id == nil ? nil : actor
  }
}

extension GuardedFormsDeclaration {
  fileprivate static func read(
    _ node: YAMLNode, _ problems: inout DiagnosticSink
  ) -> GuardedFormsDeclaration? {
    guard
      let fields = Fields(
        node, of: "an entry of `guarded`", keys: ["forms", "needs"], required: ["forms", "needs"], &problems)
    else { return nil }
    let forms = fields.phrases("forms", &problems)
    let needs = fields["needs"].flatMap { GuardDeclaration.read($0, &problems) }
    return needs.map { GuardedFormsDeclaration(forms: forms, needs: $0) }
  }
}
