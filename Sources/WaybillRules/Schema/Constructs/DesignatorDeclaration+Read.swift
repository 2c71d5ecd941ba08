import WaybillCore
import WaybillText
import WaybillYAML

extension MappingShape {
  private static let stem = Key.key("stem", .phrases, "The words before the number.")
  private static let number = Key.key(
    "number", .oneOf([.text, .list(.text), .mapping(.numberRange)]),
    "One number, a list of them, or a range; numbers may have letters.")

  static let designator = MappingShape(
    "a designator", id: "designator", "Names with a number.",
    keys: [
      .key(
        "join", .list(.choice(DesignatorDeclaration.Join.self)),
        "What may stand between the parts; all unless said otherwise."),
      .key("forms", .list(.mapping(.form)), "Families of names, each with its own numbers."),
      stem, number,
      .key("unit", .phrases, "What follows the number."),
      .key(
        "variant", .list(.choice(DesignatorDeclaration.Variant.self)), "Suffixes that belong to the family."),
      .key("names", .phrases, "Second names, which belong to the match."),
      .key("next", .mapping(.next), "Words required after the match."),
      .needs, .unless, .heads,
      .key("emit", .emit, "A label on one or more axes; the first is the designator's own."),
      .why, .tests,
    ],
    groups: [
      Group(
        ["forms", "stem", "number"], .missingKey, "has no form: it has none of `forms`, `stem` and `number`"),
      Group(["emit", "heads"], .noEffect, "does nothing: it has neither `emit` nor `heads`"),
    ],
    exclusions: [["forms", "stem"], ["forms", "number"]])

  static let form = MappingShape(
    "an entry of `forms`", id: "form", "A family of names.", keys: [stem, number])

  static let numberRange = MappingShape(
    "`number`", id: "number-range", "All whole numbers from one to another.",
    keys: [
      .required("from", .integer(0...1_000_000), "The first number."),
      .required("to", .integer(0...1_000_000), "The last number."),
      .key("digits", .integer(1...7), "Leading zeros make the numbers at least so long."),
    ])

  static let next = MappingShape(
    "`next`", id: "next", "Words required after the match.",
    keys: [
      .required("within", .integer(0...tokenLimit), "Within so many words of the sentence."),
      .required("any", .phrases, "Phrases of which one must be there."),
    ])
}

extension DesignatorDeclaration {
  static func read(
    _ name: Located<String>, _ node: YAMLNode, _ problems: inout DiagnosticSink
  ) -> DesignatorDeclaration? {
    guard
      let fields = Fields(
        node, of: .designator, named: name, &problems)
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
    fields.checkCombinations(&problems)
    return designator
  }

  /// Reads `forms`, or the one form that `stem` and `number` beside the other keys make.
  private static func readForms(_ fields: Fields, _ problems: inout DiagnosticSink) -> [Form] {
    if fields.has("forms") { return fields.list("forms", of: "forms", &problems, Form.read) }
    return fields.has("stem") || fields.has("number") ? [form(fields, &problems)] : []
  }

  fileprivate static func form(_ fields: Fields, _ problems: inout DiagnosticSink) -> Form {
    Form(
      stems: fields.phrases("stem", &problems),
      numbers: fields["number"].flatMap { readNumbers($0, fields, &problems) })
  }

  /// Reports what no designation has in its number: a quotation mark whose partner was lost, a sign of a phrase.
  private static func checked(
    _ number: Located<String>, _ problems: inout DiagnosticSink
  ) -> Located<String> {
    let isNumber = number.value.unicodeScalars.allSatisfy {
      $0.properties.isAlphabetic || $0.properties.numericType != nil || "-./+ ".unicodeScalars.contains($0)
    }
    if !isNumber {
      problems.report(
        .notANumber, "`\(shortened(number.value))` cannot be the number of a designator", at: number.range,
        notes: [.init("it is made of digits and letters, with `-`, `.`, `/`, `+` or a space between")])
    }
    return number
  }

  /// Reads a range, a list or a single number. Numbers stay text: `S-300PMU` has one too.
  private static func readNumbers(
    _ node: YAMLNode, _ fields: Fields, _ problems: inout DiagnosticSink
  ) -> Numbers? {
    switch node.content {
    case .scalar:
      return node.text("`number`", &problems).map { .list([checked($0, &problems)]) }
    case .sequence, .refused:
      return .list(fields.texts("number", &problems).map { checked($0, &problems) })
    case .mapping:
      guard
        let bounds = Fields(node, of: .numberRange, &problems)
      else { return nil }
      let from = bounds.integer("from", &problems)
      let to = bounds.integer("to", &problems)
      let digits = bounds.integer("digits", &problems)?.value ?? 1
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
        node, of: .next, &problems)
    else { return nil }
    let within = fields.integer("within", &problems)
    let any = fields.phrases("any", &problems)
    return within.map { (within: $0, any: any) }
  }
}

extension DesignatorDeclaration.Form {
  /// Reads an entry of `forms:`.
  static func read(_ node: YAMLNode, _ problems: inout DiagnosticSink) -> DesignatorDeclaration.Form? {
    Fields(node, of: .form, &problems)
      .map { DesignatorDeclaration.form($0, &problems) }
  }
}
