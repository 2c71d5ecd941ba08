import WaybillText
import WaybillYAML

extension DesignatorDeclaration {
  static func read(
    _ name: Located<String>, _ node: YAMLNode, _ problems: inout DiagnosticSink
  ) -> DesignatorDeclaration? {
    guard
      let fields = Fields(
        node, of: "a designator", named: name,
        keys: [
          "join", "forms", "stem", "number", "unit", "variant", "names", "next", "needs", "unless", "heads",
          "emit",
          "why",
          "tests",
        ], &problems)
    else { return nil }
    var designator = DesignatorDeclaration(name: name, range: fields.range)
    if fields.has("join") { designator.joins = fields.choices("join", Join.self, &problems) }
    designator.forms = readForms(fields, &problems)
    designator.units = fields.phrases("unit", &problems)
    designator.variants = fields.choices("variant", Variant.self, &problems)
    designator.names = fields.phrases("names", &problems)
    designator.next = fields["next"].flatMap { readNext($0, &problems) }
    designator.needs = fields["needs"].flatMap { GuardDeclaration.read($0, &problems) }
    designator.unless = fields.phrases("unless", &problems)
    designator.heads = fields.list("heads", of: "mappings", &problems, HeadDeclaration.read)
    designator.emit = EmitDeclaration.readAll(fields["emit"], &problems)
    designator.why = fields.text("why", &problems)
    designator.tests = fields.list("tests", of: "tests", &problems, TestDeclaration.read)
    fields.requireOne(
      of: ["emit", "heads"], .noEffect, "does nothing: it has neither `emit` nor `heads`", &problems)
    return designator
  }

  /// Reads `forms`, or the one form that `stem` and `number` beside the other keys make.
  private static func readForms(_ fields: Fields, _ problems: inout DiagnosticSink) -> [Form] {
    fields.exclude("forms", "stem", &problems)
    fields.exclude("forms", "number", &problems)
    fields.requireOne(
      of: ["forms", "stem", "number"], .missingKey,
      "has no form: it has none of `forms`, `stem` and `number`",
      &problems)
    if fields.has("forms") { return fields.list("forms", of: "forms", &problems, readForm) }
    return fields.has("stem") || fields.has("number") ? [form(fields, &problems)] : []
  }

  private static func readForm(_ node: YAMLNode, _ problems: inout DiagnosticSink) -> Form? {
    guard let fields = Fields(node, of: "an entry of `forms`", keys: ["stem", "number"], &problems) else {
      return nil
    }
    return form(fields, &problems)
  }

  private static func form(_ fields: Fields, _ problems: inout DiagnosticSink) -> Form {
    Form(
      stems: fields.phrases("stem", &problems),
      numbers: fields["number"].flatMap { readNumbers($0, fields, &problems) })
  }

  /// Reads a range, a list or a single number. Numbers stay text: `S-300PMU` has one too.
  private static func readNumbers(
    _ node: YAMLNode, _ fields: Fields, _ problems: inout DiagnosticSink
  ) -> Numbers? {
    switch node.content {
    case .scalar:
      return node.text("`number`", &problems).map { .list([$0]) }
    case .sequence, .refused:
      return .list(fields.texts("number", &problems))
    case .mapping:
      guard
        let bounds = Fields(
          node, of: "`number`", keys: ["from", "to", "digits"], required: ["from", "to"], &problems)
      else { return nil }
      let from = bounds.integer("from", in: 0...1_000_000, &problems)
      let to = bounds.integer("to", in: 0...1_000_000, &problems)
      let digits = bounds.integer("digits", in: 1...7, &problems)?.value ?? 1
      guard let from, let to else { return nil }
      guard from.value <= to.value else {
        problems.report(
          .numberOutOfRange, "the range is empty: \(from.value) is more than \(to.value)", at: bounds.range)
        return nil
      }
      return .range(from: from, to: to, digits: digits)
    }
  }

  private static func readNext(
    _ node: YAMLNode, _ problems: inout DiagnosticSink
  ) -> (within: Located<Int>, any: [Located<String>])? {
    guard
      let fields = Fields(
        node, of: "`next`", keys: ["within", "any"], required: ["within", "any"], &problems)
    else { return nil }
    let within = fields.integer("within", in: 0...tokenLimit, &problems)
    let any = fields.phrases("any", &problems)
    return within.map { (within: $0, any: any) }
  }
}
