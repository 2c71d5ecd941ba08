import WaybillRules
import WaybillText

/// A rule in the making: what is compiled to try it out, and what is printed of it.
struct DraftedRule {
  var id = "draft"
  var emit: [(axis: String, label: String)] = []
  var match: [String] = []
  var unless: [String] = []
  var needs: [String] = []
  /// Role, and `is: $actor.party` or `label: weapon`.
  var slots: [(role: String, filler: (key: String, value: String))] = []
  var lists: [DraftLexicon.WordList] = []
  var tests: [(text: String, expectation: [(key: String, value: String)]?)] = []

  /// Lists by the rule sets from which they are imported.
  var imports: [(from: String, names: [String])] {
    Dictionary(grouping: lists, by: \.ruleSet).sorted { $0.key < $1.key }.map { set, lists in
      (set, Set(lists.map(\.name)).sorted())
    }
  }

  /// The rule alone in a file, as an author would begin it.
  func yaml(ruleSet: String) -> String {
    var out = "waybill: 1\nruleset: {id: \(ruleSet), version: 0.1.0, lang: en}\n"
    if !lists.isEmpty {
      out += "\nimports:\n"
      for (set, names) in imports { out += "  - {from: \(set), use: [\(names.joined(separator: ", "))]}\n" }
    }
    out += "\nrules:\n  - id: \(id)\n"
    if !slots.isEmpty {
      let text = slots.map { "\($0.role): {\($0.filler.key): \($0.filler.value)}" }
      out += "    frame: {\(text.joined(separator: ", "))}\n"
    }
    out += "    emit: {\(emit.map { "\($0.axis): \(plain($0.label))" }.joined(separator: ", "))}\n"
    if slots.isEmpty {
      out += "    match: [\(match.map(plain).joined(separator: ", "))]\n"
    } else {
      out += "    match:\n" + match.map { "      - \(plain($0))\n" }.joined()
    }
    if !unless.isEmpty { out += "    unless: [\(unless.map(plain).joined(separator: ", "))]\n" }
    if !needs.isEmpty {
      out += "    needs: {within: sentence, any: [\(needs.map(plain).joined(separator: ", "))]}\n"
    }
    out += "    tests:\n"
    for test in tests {
      let expectation = test.expectation.map { pairs in
        "{\(pairs.map { "\($0.key): \(plain($0.value))" }.joined(separator: ", "))}"
      }
      out += "      - {text: \(ScalarText.quoted(test.text)), expect: \(expectation ?? "none")}\n"
    }
    return out
  }

  private func plain(_ text: String) -> String {
    ScalarText.canBePlain(text, inFlow: true) ? text : ScalarText.quoted(text)
  }

  // MARK: Trying out

  /// The name of the rule set in which candidates are tried out.
  static let probeSet = "draft.probe"

  /// A rule set in which each rule stands for itself: labels of different axes never compete.
  ///
  /// Each rule's place in the array is the place of all of its parts, so that problems can be told apart.
  static func probe(_ rules: [DraftedRule]) -> RuleSetDeclaration {
    func located(_ text: String, _ number: Int = 0) -> Located<String> {
      Located(text, at: ByteRange(number, number + 1))
    }
    var set = RuleSetDeclaration(file: probeSet, id: located(probeSet))
    var gathered = DraftedRule()
    gathered.lists = rules.flatMap(\.lists)
    set.imports = gathered.imports.map {
      ImportDeclaration(from: located($0.from), use: $0.names.map { located($0) }, range: ByteRange(0, 1))
    }
    for (number, rule) in rules.enumerated() {
      var declaration = RuleDeclaration(
        id: located("r\(number)", number), range: ByteRange(number, number + 1))
      if rule.slots.isEmpty {
        let axis = "\(probeSet).\(number)"
        set.axes.append(
          AxisDeclaration(
            name: located(axis, number), kind: .enum, branches: [(nil, [located("found", number)])]))
        declaration.emit = [EmitDeclaration(axis: located(axis, number), label: located("found", number))]
      } else {
        declaration.emit = rule.emit.map {
          EmitDeclaration(axis: located($0.axis, number), label: located($0.label, number))
        }
      }
      declaration.match = rule.match.map { located($0, number) }
      declaration.unless = rule.unless.map { located($0, number) }
      if !rule.needs.isEmpty {
        declaration.needs = GuardDeclaration(
          within: .sentence, any: rule.needs.map { located($0, number) }, range: ByteRange(number, number + 1)
        )
      }
      declaration.slots = rule.slots.map { slot in
        let value = located(slot.filler.value, number)
        let isActor = slot.filler.key == "is"
        return RuleDeclaration.Slot(
          role: located(slot.role, number), actors: isActor ? value : nil, label: isActor ? nil : value,
          pronoun: false)
      }
      set.rules.append(declaration)
    }
    return set
  }
}
