import Foundation
import TestSupport
import Testing

/// What the built server offers, shows and finds, place by place.
struct FeatureTests {
  private static let base = """
    waybill: 1
    ruleset: {id: base}
    classifiers:
      - {id: category, plugin: weapon-category, emits: [weapon]}
      - {id: way, plugin: labels, emits: [route]}
    labels:
      weapon: {kind: tree, of: {missiles: [cruise-missile], drones: [armed-uav]}}
      route: {kind: enum, of: [sea, air]}
      supply: {kind: scale, of: [denied, possible, confirmed]}
    lists:
      ship: [freighter~, cargo ship~]
      stop.clause: [but]
    actors:
      - {id: NOR, type: state, names: [=Norway]}
    modifiers:
      hedge: {sets: {certainty: possible}, cues: [may]}
    rules:
      - id: by-sea
        emit: {route: sea}
        match: [$ship, by sea]
        tests:
          - {text: "aboard two [[freighters]]", expect: {route: sea}}
          - {text: "the ship at sea, by sea", expect: none}

    """

  private static let head = "waybill: 1\nruleset: {id: user}\nimports:\n  - {from: base, as: b}\n"

  private func session() throws -> (Client, TemporaryFolder, String) {
    let folder = try TemporaryFolder()
    try folder.write("base.yaml", Self.base)
    let client = try Client(cache: "\(folder.path)/.cache")
    try client.begin(folder.path)
    return (client, folder, "\(folder.path)/user.yaml")
  }

  // MARK: Completion

  /// Text after the head, what must be offered and what must not.
  @Test(arguments: [
    ("ru‸", ["rules", "lists", "policy"], ["waybill", "imports", "match"]),
    ("‸", ["rules"], ["ruleset"]),
    ("rules:\n  - ‸", ["id", "match", "emit"], ["rules", "cues"]),
    ("rules:\n  - i‸d: x\n    match: [y]\n", ["id", "why"], ["match"]),
    ("rules:\n  - id: x\n    ‸\n    match: [y]\n", ["emit", "needs", "tests"], ["id", "match"]),
    ("rules:\n  - id: x\n    needs:\n      ‸\n", ["within", "any", "label"], ["emit"]),
    ("rules:\n  - id: x\n    needs: {within: sentence, ‸", ["any", "tokens"], ["within"]),
    ("rules:\n  - id: x\n    needs: {within: ‸}\n", ["clause", "article"], ["any"]),
    ("rules:\n  - id: x\n    emit: {‸}\n", ["route", "weapon", "supply"], ["sea"]),
    ("rules:\n  - id: x\n    emit: {route: ‸}\n", ["sea", "air"], ["armed-uav"]),
    ("rules:\n  - id: x\n    emit: {weapon: cru‸", ["cruise-missile", "armed-uav"], ["sea"]),
    ("rules:\n  - id: x\n    sets: {stance: ‸}\n", ["denied", "affirmed"], ["possible"]),
    ("rules:\n  - id: x\n    sets:\n      ‸\n", ["stance", "certainty"], ["with"]),
    ("rules:\n  - id: x\n    match: [large $‸]\n", ["$b.ship", "$actor.state", "$number"], ["$ship"]),
    ("rules:\n  - id: x\n    match:\n      - large $b.‸\n", ["$b.ship", "$b.stop.clause"], ["$ship"]),
    ("rules:\n  - id: x\n    match: [lar‸]\n", [], ["$b.ship"]),
    (
      "rules:\n  - id: x\n    frame: {giver: {is: $actor.party}}\n    match: [<‸ give]\n", ["<giver>"],
      ["$b.ship"]
    ),
    ("rules:\n  - id: x\n    frame: {giver: {is: ‸}}\n", ["$actor.party", "$actor.state"], ["sea"]),
    ("rules:\n  - id: x\n    voice: ‸\n", ["active", "passive"], ["true"]),
    ("rules:\n  - id: x\n    tests:\n      - {text: a, expect: ‸}\n", ["none"], ["sea"]),
    ("rules:\n  - id: x\n    tests:\n      - {text: a, expect: {‸}}\n", ["route", "supplier"], ["sea"]),
    ("rules:\n  - id: x\n    tests:\n      - {text: a, expect: {route: ‸}}\n", ["sea"], ["none", "route"]),
    (
      "rules:\n  - id: x\n    tests:\n      - {text: a, expect: {supplier: ‸}}\n", ["NOR", "unknown"], ["sea"]
    ),
    ("rules:\n  - id: x\n    tests:\n      - {text: a, expect: {item: ‸}}\n", ["armed-uav"], ["sea"]),
    ("rules:\n  - id: x\n    on: {label: ‸}\n", ["route", "sea", "armed-uav"], ["NOR"]),
    ("classifiers:\n  - {id: c, plugin: ‸}\n", ["labels", "supplier-confidence"], ["route"]),
    ("classifiers:\n  - {id: c, plugin: labels, emits: [‸]}\n", ["route"], ["labels"]),
    ("classifiers:\n  - {id: c, plugin: labels, needs: [‸]}\n", ["way", "category"], ["labels"]),
    (
      "classifiers:\n  - id: c\n    plugin: supplier-confidence\n    parameters:\n      ‸\n",
      ["organs", "decoys"], ["id"]
    ),
    (
      "classifiers:\n  - id: c\n    plugin: supplier-confidence\n    parameters:\n      organs: ‸\n",
      ["b.ship"],
      ["sea"]
    ),
    ("modifiers:\n  m:\n    ‸\n", ["cues", "scope", "holder"], ["match"]),
    ("modifiers:\n  m: {holder: nearest $‸}\n", ["$actor.state"], ["$b.ship"]),
    ("policy:\n  ‸\n", ["supply"], ["route", "sea"]),
    ("policy:\n  supply:\n    - {when: {‸}}\n", ["stance", "with"], ["cap"]),
    ("policy:\n  supply:\n    - {when: {stance: denied}, cap: ‸}\n", ["possible"], ["sea"]),
    ("designators:\n  d:\n    join: [‸]\n", ["hyphen", "none"], ["letter"]),
    ("designators:\n  d:\n    forms: [{stem: [X]}]\n    ‸\n", ["emit", "unit"], ["stem", "number"]),
    ("overrides:\n  - {target: ‸}\n", ["base#rule.by-sea", "base#modifier.hedge"], ["sea"]),
    ("# a comment ‸", [], ["rules"]),
    ("lists:\n  ‸: [x]\n", [], ["rules"]),
  ])
  func `offers what the language and the files know`(
    text: String, offered: [String], other: [String]
  ) throws {
    let (client, folder, path) = try session()
    let labels = try client.labels(path, Self.head + text)
    #expect(Set(offered).isSubset(of: labels), "\(labels)")
    #expect(Set(other).isDisjoint(with: labels), "\(labels)")
    _ = folder
  }

  @Test(arguments: [
    ("  - {from: ‸}\n", ["base", "cues.verbs", "supply.frames"]),
    ("  - {from: base, use: [‸]}\n", ["ship", "modifier.hedge"]),
  ])
  func `offers what can be imported`(text: String, offered: [String]) throws {
    let (client, folder, path) = try session()
    let labels = try client.labels(path, "waybill: 1\nruleset: {id: user}\nimports:\n" + text)
    #expect(Set(offered).isSubset(of: labels), "\(labels)")
    #expect(!labels.contains("user"))
    _ = folder
  }

  @Test func `replaces the word under the cursor and brings the brackets along`() throws {
    let folder = try TemporaryFolder()
    let client = try Client()
    try client.begin(folder.path, snippets: true)
    let path = "\(folder.path)/a.yaml"
    func edit(_ label: String, _ text: String) throws -> (String?, [Int]) {
      let item = try client.completions(path, "waybill: 1\n" + text).first { $0["label"] as? String == label }
      let edit = item?["textEdit"] as? Client.Object
      let range = edit?["range"] as? [String: [String: Int]]
      return (
        edit?["newText"] as? String,
        [range?["start"]?["character"] ?? -1, range?["end"]?["character"] ?? -1]
      )
    }
    #expect(try edit("match", "rules:\n  - ma‸\n") == ("match: [$1]", [4, 6]))
    #expect(try edit("match", "rules:\n  - ma‸x: [a]\n") == ("match", [4, 7]))
    #expect(try edit("needs", "rules:\n  - {ne‸}\n") == ("needs: {$1}", [5, 7]))
    #expect(try edit("rules", "ru‸") == ("rules:\n  - $0", [0, 2]))
    #expect(try edit("$number", "lists: {a: [about $nu‸m men]}") == ("$number", [18, 22]))
  }

  // MARK: Hover

  @Test(arguments: [
    (
      "rules:\n  - id: x\n    mat‸ch: [y]\n",
      "**match** · phrases · required\n\nPhrases of which one must occur."
    ),
    ("rules:\n  - id: x\n    sets: {sta‸nce: denied}\n", "**stance** · an attribute"),
    (
      "rules:\n  - id: x\n    match: [a $b.sh‸ip]\n",
      "**$ship** · list of `base`, 2 phrases\n\n`freighter~`, `cargo ship~`"
    ),
    ("rules:\n  - id: x\n    emit: {route: se‸a}\n", "**sea** · label of `route` · base"),
    (
      "rules:\n  - id: x\n    emit: {weapon: arm‸ed-uav}\n",
      "**armed-uav** · label of `weapon`, branch `drones` · base"
    ),
    ("rules:\n  - id: x\n    emit: {ro‸ute: sea}\n", "**route** · enum of 2 labels · base\n\n`sea`, `air`"),
    ("classifiers:\n  - {id: c, plugin: lab‸els}\n", "**labels** · a classifier"),
    (
      "policy:\n  supply:\n    - {when: {}, cap: poss‸ible}\n",
      "**possible** · label of `supply`, 2 of 3 from low to high"
    ),
    ("rules:\n  - id: x\n    tests: [{text: a, expect: {supplier: N‸OR}}]\n", "**NOR** · state · Norway"),
  ])
  func `shows what a key or name means`(text: String, beginning: String) throws {
    let (client, folder, path) = try session()
    let shown = try client.hover(path, Self.head + text)
    #expect(shown?.hasPrefix(beginning) == true, "\(shown ?? "nothing")")
    _ = folder
  }

  @Test func `shows what a phrase becomes, and a rule's identity with its tests`() throws {
    let (client, folder, path) = try session()
    let base = "\(folder.path)/base.yaml"
    try client.open(path, Self.head)
    #expect(try client.codes(path) == [])
    let phrase = try client.hover(path, Self.head + "lists:\n  a: [(old|new) fre‸ighter~]\n")
    #expect(
      phrase == """
        ```text
        (old|new) freighter~
          1. old freighter~
               old          old
               freighter~   freighter, freighters, freightered, freightering
          2. new freighter~
               new          new
               freighter~   freighter, freighters, freightered, freightering
          = 2 variants, 8 sequences of words
          note: between the words a blank, a line break, a hyphen or a quotation mark may stand
        ```
        """)
    try client.open(base, Self.base)
    // The second test is wrong on purpose: `by sea` is there.
    _ = try client.codes(base, version: 1)
    let rule = try #require(try client.hover(base, Self.base.replacing("id: by-sea", with: "id: by‸-sea")))
    #expect(rule.hasPrefix("`base#rule.by-sea@"), "\(rule)")
    #expect(rule.contains("2 tests: 1 passed, 1 failed"))
    #expect(rule.contains("expected nothing, found `by sea`"))
    let modifier = try client.hover(base, Self.base.replacing("  hedge:", with: "  hed‸ge:"))
    #expect(modifier?.contains("base#modifier.hedge@") == true)
    #expect(modifier?.contains("no tests") == true)
  }

  // MARK: Definition

  /// Text after the head, and what stands at the start of the place found, in which file.
  @Test(arguments: [
    ("rules:\n  - id: x\n    match: [a $b.sh‸ip]\n", "ship: [freighter~", "base.yaml"),
    ("rules:\n  - id: x\n    match: [a ‸$b.ship]\n", "ship: [freighter~", "base.yaml"),
    ("lists: {a: [x], c: [$‸a]}\n", "a: [x]", "user.yaml"),
    ("rules:\n  - id: x\n    emit: {ro‸ute: air}\n", "route: {kind", "base.yaml"),
    ("rules:\n  - id: x\n    emit: {route: ai‸r}\n", "air]}", "base.yaml"),
    ("rules:\n  - id: x\n    needs: {within: sentence, label: arm‸ed-uav}\n", "armed-uav]", "base.yaml"),
    ("policy: {supply: [{when: {stance: denied}, cap: pos‸sible}]}\n", "possible, confirmed]", "base.yaml"),
    (
      "rules:\n  - id: x\n    frame: {giver: {is: $actor.any}}\n    match: [<gi‸ver> give]\n", "giver: {is",
      "user.yaml"
    ),
    ("classifiers: [{id: c, plugin: labels, emits: [route], needs: [w‸ay]}]\n", "way, plugin", "base.yaml"),
    ("overrides: [{target: base#modifier.hed‸ge}]\n", "hedge: {sets", "base.yaml"),
    ("rules:\n  - id: x\n    tests: [{text: a, expect: {supplier: NO‸R}}]\n", "NOR, type", "base.yaml"),
  ])
  func `finds where a name is declared`(text: String, start: String, file: String) throws {
    let (client, folder, path) = try session()
    let marked = Self.head + text
    try client.open(path, marked.replacing("‸", with: ""))
    let result = try client.request("textDocument/definition", client.place(path, marked))
    let location = try #require(result as? Client.Object)
    #expect((location["uri"] as? String)?.hasSuffix(file) == true)
    let place = (location["range"] as? [String: [String: Int]])?["start"]
    let content = file == "base.yaml" ? Self.base : marked.replacing("‸", with: "")
    let line = content.split(separator: "\n", omittingEmptySubsequences: false)[try #require(place?["line"])]
    #expect(line.dropFirst(try #require(place?["character"])).hasPrefix(start))
    _ = folder
  }

  @Test func `lays a shipped rule set down to be shown, and knows it again`() throws {
    let (client, folder, path) = try session()
    let marked = "waybill: 1\nruleset: {id: user}\nimports:\n  - {from: cues.ve‸rbs, as: v}\n"
    try client.open(path, marked.replacing("‸", with: ""))
    let result = try client.request("textDocument/definition", client.place(path, marked)) as? Client.Object
    let copy = "\(folder.path)/.cache/waybill/rules/cues/verbs.yaml"
    #expect(result?["uri"] as? String == Client.uri(copy))
    let text = try String(contentsOfFile: copy, encoding: .utf8)
    #expect(text.contains("{id: cues.verbs"))
    #expect(!FileManager.default.isWritableFile(atPath: copy) || getuid() == 0)
    // It is no file of the user's, whatever is open.
    try client.open(copy, text)
    try client.open(path, marked.replacing("‸", with: "") + "lists: {a: [$v.nothing-like-it]}\n")
    #expect(try client.codes(path).isEmpty == false)
    let hover = try client.hover(copy, text.replacing("\nlists:", with: "\nli‸sts:"))
    #expect(hover?.hasPrefix("**lists**") == true)
  }
}
