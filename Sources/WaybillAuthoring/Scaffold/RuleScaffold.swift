/// A small rule set to begin with: right, tested, and with a word on each part.
package enum RuleScaffold {
  /// The name under which a schema lies beside a rule file.
  package static let schemaName = "waybill.schema.json"

  /// Returns what is wrong with the name of a rule set that is also to name its file; nil if nothing is.
  package static func problem(withName name: String) -> String? {
    let isName = name.unicodeScalars.allSatisfy {
      ("a"..."z").contains($0) || ("A"..."Z").contains($0) || ("0"..."9").contains($0)
        || "-_.".unicodeScalars.contains($0)
    }
    guard isName, let first = name.unicodeScalars.first, first.properties.isAlphabetic,
      name.last != ".", name.count <= 60
    else {
      return "a rule set is named with up to 60 letters, digits, `-`, `_` and `.`, and begins with a letter"
    }
    if name == "default" { return "`default` names the shipped rule sets; take another name" }
    return nil
  }

  /// Returns the text of a rule file.
  /// - Parameter name: a name that `problem(withName:)` has nothing against.
  package static func text(name: String) -> String {
    let axis = name.split(separator: ".").last.map(String.init) ?? name
    return """
      # yaml-language-server: $schema=\(schemaName)
      #
      # \(name): say here in a sentence what the rule set finds.
      #
      #   waybill rules check --strict \(name).yaml    every problem, with its place
      #   waybill rules test \(name).yaml              the tests beside the rules
      #   waybill rules expand '$vessel' --rules \(name).yaml

      waybill: 1
      ruleset: {id: \(name), version: 0.1.0, lang: en}

      classifiers:
        # The plugin `labels` needs no code: what the rules emit on these axes goes into the record.
        - {id: \(name), plugin: labels, emits: [\(axis)]}

      labels:
        # An axis and its labels; each axis belongs to one rule set.
        \(axis): {kind: enum, of: [sea, air]}

      lists:
        # Words for several rules. `~` stands for all inflections: freighter, freighters.
        vessel: [cargo ship~, freighter~]

      rules:
        - id: by-sea
          why: ships carry it, or it goes by sea
          emit: {\(axis): sea}
          match: [$vessel, by (sea|ship)]
          # What looks like a match and is none.
          unless: [by sea level]
          tests:
            # A hit: what stands between the brackets must be found, and nothing else.
            - {text: "It left port aboard two [[freighters]].", expect: {\(axis): sea}}
            - {text: "The crates went [[by sea]].", expect: {\(axis): sea}}
            # A near miss: the same words with another meaning.
            - {text: "Maps measure height by sea level.", expect: none}
        - id: by-air
          emit: {\(axis): air}
          match: [cargo plane~, air freight]
          tests:
            - {text: "A [[cargo plane]] landed.", expect: {\(axis): air}}
            - {text: "The plain lay quiet.", expect: none}

      """
  }
}
