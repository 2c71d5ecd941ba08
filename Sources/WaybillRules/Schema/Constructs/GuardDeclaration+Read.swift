import WaybillText
import WaybillYAML

extension GuardDeclaration {
  /// The two values of a yes-or-no key.
  private enum Truth: String, CaseIterable {
    case yes = "true"
    case no = "false"
  }

  static func read(_ node: YAMLNode, _ problems: inout DiagnosticSink) -> GuardDeclaration? {
    guard
      let fields = Fields(
        node, of: "`needs`", keys: ["within", "tokens", "any", "label", "with", "counted"],
        required: ["within"], &problems)
    else { return nil }
    let within = fields.choice("within", Extent.self, &problems)
    let tokens = fields.integer("tokens", in: 1...tokenLimit, &problems)
    let any = fields.phrases("any", &problems)
    let label = fields.name("label", &problems)
    let with = fields.phrases("with", &problems)
    let counted = fields.choice("counted", Truth.self, &problems) == .yes
    fields.requireOne(
      of: ["any", "label"], .missingKey, "names nothing that must be near: it has neither `any` nor `label`",
      &problems)
    return within.map {
      GuardDeclaration(
        within: $0, tokens: tokens, any: any, label: label, with: with, counted: counted, range: fields.range)
    }
  }
}

/// The largest number of words that a distance can bridge; no sentence is longer.
let tokenLimit = 200
