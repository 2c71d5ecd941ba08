package import WaybillCore
import WaybillText
import WaybillYAML

extension MappingShape {
  /// A whole file.
  package static let file = MappingShape(
    "a rule file", id: "file", "A rule set of Waybill.",
    keys: [
      .key("waybill", .choice([RuleSetReader.languageVersion]), "The version of the rule language."),
      .required("ruleset", .mapping(.header), "What the rule set is called."),
      .key("imports", .list(.mapping(.import)), "Other rule sets whose lists are used here."),
      .key("classifiers", .list(.mapping(.classifier)), "The plugins that run, and what they may emit."),
      .key("labels", .named(.mapping(.axis)), "The axes of labels that this rule set declares."),
      .key("lists", .named(.phrases), "Phrases under a name: `$NAME` in a phrase stands for any of them."),
      .key("actors", .list(.mapping(.actor)), "Parties and sources."),
      .key("designators", .named(.mapping(.designator)), "Names with a number."),
      .key("modifiers", .named(.mapping(.modifier)), "Cues that change the standing of what they reach."),
      .key("rules", .list(.mapping(.rule)), "Phrases, and what they say."),
      .key("policy", .named(.list(.mapping(.rung))), "For each scale a ladder, from top to bottom."),
      .key(
        "tests", .named(.list(.mapping(.test))),
        "Texts by group, with what the record of each must say as a whole."),
      .key("overrides", .list(.mapping(.override)), "Changes to constructs of other rule sets."),
    ])

  static let header = MappingShape(
    "`ruleset`", id: "ruleset", "What the rule set is called.",
    keys: [
      .required("id", .name, "The name by which others import it."),
      .key("version", .text, "The version of the rule set."),
      .key("lang", .text, "The language of the articles."),
      .key("license", .text, "An SPDX identifier."),
    ])
}

/// Reads a rule file into declarations, strictly: what the language does not know is an error, never ignored.
package enum RuleSetReader {
  /// The version of the rule language that this reader understands.
  package static let languageVersion = "1"

  /// Reads one file; problems go to `diagnostics`, and nil comes back only when not even the rule set's id could be read.
  ///
  /// Problems come in the order in which they stand in the file.
  package static func read(_ file: RuleFile, diagnostics: inout [Diagnostic]) -> RuleSetDeclaration? {
    var found: [Diagnostic] = []
    let root = YAMLReader.read(file.bytes, file: file.path, diagnostics: &found)
    var problems = DiagnosticSink(file: file.path)
    var declaration = root.flatMap { read($0, file.path, &problems) }
    if let root { declaration?.allowed = AllowComment.all(in: file.bytes, tree: root) }
    found += problems.diagnostics
    // Stable, so that problems at one place stay in the order in which they were found.
    let order = found.indices.sorted { (found[$0].place.range.start, $0) < (found[$1].place.range.start, $1) }
    diagnostics += order.map { found[$0] }
    return declaration
  }

  private static func read(
    _ root: YAMLNode, _ file: String, _ problems: inout DiagnosticSink
  ) -> RuleSetDeclaration? {
    guard
      let fields = Fields(root, of: .file, &problems)
    else { return nil }
    checkLanguageVersion(fields, &problems)

    let header = fields["ruleset"].flatMap {
      Fields($0, of: .header, &problems)
    }
    // Everything is read even without an id, for the sake of its problems.
    let unnamed = Located("", at: ByteRange(0, 0))
    let id = header?.name("id", &problems)
    var declaration = RuleSetDeclaration(file: file, id: id ?? unnamed)
    declaration.version = header?.text("version", &problems)
    declaration.lang = header?.text("lang", &problems)
    declaration.license = header?.text("license", &problems)

    declaration.imports = fields.list("imports", of: "imports", &problems, ImportDeclaration.read)
    declaration.classifiers = fields.list(
      "classifiers", of: "classifiers", &problems, ClassifierDeclaration.read)
    declaration.axes = named("labels", "axis", fields, &problems, AxisDeclaration.read)
    declaration.lists = named("lists", "list", fields, &problems, ListDeclaration.read)
    declaration.actors = fields.list("actors", of: "actors", &problems, ActorDeclaration.read)
    declaration.designators = named(
      "designators", "designator", fields, &problems, DesignatorDeclaration.read)
    declaration.modifiers = named("modifiers", "modifier", fields, &problems, ModifierDeclaration.read)
    declaration.rules = fields.list("rules", of: "rules", &problems, RuleDeclaration.read)
    declaration.policies = named("policy", "axis", fields, &problems, PolicyDeclaration.read)
    declaration.tests = named("tests", "group of tests", fields, &problems) { name, node, problems in
      let what = "group `\(shortened(name.value))`"
      let entries = node.list(what, of: "tests", &problems) ?? []
      return TestGroupDeclaration(
        name: name, tests: entries.compactMap { TestDeclaration.read($0, &problems) })
    }
    declaration.overrides = fields.list("overrides", of: "overrides", &problems, OverrideDeclaration.read)
    return id == nil ? nil : declaration
  }

  /// Reads the constructs of a mapping from names.
  private static func named<Declaration>(
    _ key: String, _ kind: String, _ fields: Fields, _ problems: inout DiagnosticSink,
    _ read: (Located<String>, YAMLNode, inout DiagnosticSink) -> Declaration?
  ) -> [Declaration] {
    let entries = fields[key]?.mapping("`\(key)`", &problems) ?? []
    return entries.compactMap { entry in
      let name = checkedName(Located(entry.key, at: entry.keyRange), "a \(kind)", &problems)
      let declaration = read(name ?? Located(entry.key, at: entry.keyRange), entry.value, &problems)
      return name == nil ? nil : declaration
    }
  }

  private static func checkLanguageVersion(_ fields: Fields, _ problems: inout DiagnosticSink) {
    guard fields.has("waybill") else {
      problems.report(
        .missingLanguageVersion, "the file does not say which version of the rule language it is written in",
        at: fields.place, notes: [.init("begin the file with `waybill: \(languageVersion)`")])
      return
    }
    guard let version = fields.text("waybill", &problems), version.value != languageVersion else { return }
    problems.report(
      .unsupportedLanguageVersion,
      "version `\(shortened(version.value))` of the rule language is not supported",
      at: version.range, suggestion: languageVersion)
  }
}
