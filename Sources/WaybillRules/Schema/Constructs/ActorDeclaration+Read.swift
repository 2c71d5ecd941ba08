import WaybillText
import WaybillYAML

extension MappingShape {
  static let actor = MappingShape(
    "an actor", id: "actor", "A party or source: entries of the same id are one actor.",
    keys: [
      .required("id", .name, "ISO 3166-1 alpha-3 for states; for others an id such as `ns-houthis`."),
      .key("type", .choice(NameScope.actorTypes), "What kind of actor; needed in one of its entries."),
      .key("names", .phrases, "Its names; the first is the one printed."),
      .key("demonyms", .phrases, "Words such as *German*."),
      .key("metonyms", .phrases, "Capitals and seats that stand for the government."),
      .key("people", .phrases, "Leaders who speak and act for it."),
      .key("bodies", .phrases, "Ministries, forces and agencies that act for it."),
      .key("unless", .phrases, "Phrases in which one of the forms means something else."),
      .key("guarded", .list(.mapping(.guardedForms)), "Forms that count only near something else."),
    ])

  static let guardedForms = MappingShape(
    "an entry of `guarded`", id: "guarded-forms", "Ambiguous forms and what they need around them.",
    keys: [
      .required("forms", .phrases, "The forms."),
      .required("needs", .mapping(.needs), "What must stand near them."),
    ])
}

extension ActorDeclaration {
  static func read(_ node: YAMLNode, _ problems: inout DiagnosticSink) -> ActorDeclaration? {
    guard
      let fields = Fields(
        node, of: .actor, nameKey: "id", &problems)
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
        node, of: .guardedForms, &problems)
    else { return nil }
    let forms = fields.phrases("forms", &problems)
    let needs = fields["needs"].flatMap { GuardDeclaration.read($0, &problems) }
    return needs.map { GuardedFormsDeclaration(forms: forms, needs: $0) }
  }
}
