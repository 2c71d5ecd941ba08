import WaybillText
import WaybillYAML

extension MappingShape {
  static let needs = MappingShape(
    "`needs`", id: "needs", "What must stand near a match for it to count.",
    keys: [
      .required("within", .choice(GuardDeclaration.Extent.self), "How far to look."),
      .key("tokens", .integer(1...tokenLimit), "At most so many words away."),
      .key("any", .phrases, "Phrases of which one must be there."),
      .key("label", .name, "An axis or label of which another mention may be there instead."),
      .key("with", .phrases, "Phrases of which one must stand in the sentence besides."),
      .key(
        "counted", .choice(GuardDeclaration.Truth.self), "Whether a number must stand right before the match."
      ),
    ],
    groups: [
      Group(
        ["any", "label"], .missingKey, "names nothing that must be near: it has neither `any` nor `label`")
    ])
}

extension GuardDeclaration {
  /// The two values of a yes-or-no key.
  fileprivate enum Truth: String, CaseIterable {
    case yes = "true"
    case no = "false"
  }

  static func read(_ node: YAMLNode, _ problems: inout DiagnosticSink) -> GuardDeclaration? {
    guard
      let fields = Fields(
        node, of: .needs, &problems)
    else { return nil }
    let within = fields.choice("within", Extent.self, &problems)
    let tokens = fields.integer("tokens", &problems)
    let any = fields.phrases("any", &problems)
    let label = fields.name("label", &problems)
    let with = fields.phrases("with", &problems)
    let counted = fields.choice("counted", Truth.self, &problems) == .yes
    fields.checkCombinations(&problems)
    return within.map {
      GuardDeclaration(
        within: $0, tokens: tokens, any: any, label: label, with: with, counted: counted, range: fields.range)
    }
  }
}

/// The largest number of words that a distance can bridge; no sentence is longer.
let tokenLimit = 200
