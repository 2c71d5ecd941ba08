import Foundation
import TestSupport
import Testing

/// `rules draft`, run as a user would, beside a small rule set.
struct DraftTests {
  private static let base = """
    waybill: 1
    ruleset: {id: base}
    classifiers:
      - {id: weapons, plugin: labels, emits: [weapon]}
    labels: {weapon: {kind: enum, of: [tank, bomb]}}
    lists: {vehicle: [truck~, lorry~, jeep~]}
    rules:
      - id: tank
        emit: {weapon: tank}
        match: [main battle tank~]
        tests:
          - {text: "two [[main battle tanks]] rolled by", expect: {weapon: tank}}
          - {text: "a water tank", expect: none}

    """

  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try folder.write("base.yaml", Self.base)
  }

  /// Runs the command, with the folder's name taken out of what it says.
  private func draft(_ arguments: [String]) throws -> Command.Result {
    var result = try Command.run(["rules", "draft", "--rules", "\(folder.path)/base.yaml"] + arguments)
    result.messages = result.messages.replacingOccurrences(of: folder.path + "/", with: "")
    result.output = result.output.replacingOccurrences(of: folder.path + "/", with: "")
    return result
  }

  @Test func `drafts a rule with an exception from a file of tests`() throws {
    let path = try folder.write(
      "ex.yaml",
      """
      - {text: "crates of [[aerial bombs]]", expect: {weapon: bomb}}
      - {text: "a [[bomb]] fell", expect: {weapon: bomb}}
      - {text: "the bomb squad came", expect: none}
      """)
    let result = try draft([path])
    #expect(result.exitCode == 0)
    #expect(
      result.output == """
        waybill: 1
        ruleset: {id: my.draft, version: 0.1.0, lang: en}

        rules:
          - id: bomb
            emit: {weapon: bomb}
            match: [(aerial|) bomb~]
            unless: [bomb squad~]
            tests:
              - {text: "crates of [[aerial bombs]]", expect: {weapon: bomb}}
              - {text: "a [[bomb]] fell", expect: {weapon: bomb}}
              - {text: "the bomb squad came", expect: none}

        """)
    #expect(
      result.messages == """
          `(aerial|) bomb~`  finds ex.yaml:1, ex.yaml:2
          `bomb squad~`      is not meant
        checked: 2 examples found, 1 near miss left alone, 2 tests of the loaded rules pass

        """)
    let saved = try folder.write("draft.yaml", result.output)
    #expect(try Command.run(["rules", "test", "\(folder.path)/base.yaml", saved]).exitCode == 0)
    #expect(try Command.run(["rules", "fmt", "--check", saved]).exitCode == 0)
  }

  @Test func `drafts a rule with an imported list from text and counts it in a corpus`() throws {
    let path = try folder.write(
      "ex.txt", "# what to find\na [[gun truck]] came\n\ntwo [[gun lorries]]\nthe gun shop\n")
    let corpus = try folder.write("corpus.txt", "Two gun trucks and a bomb.")
    let arguments = [path, "--label", "weapon=tank", "--id", "gun-truck", "--corpus", corpus]
    let result = try draft(arguments + ["--rule-set", "mine"])
    #expect(result.exitCode == 0)
    #expect(
      result.output == """
        waybill: 1
        ruleset: {id: mine, version: 0.1.0, lang: en}

        imports:
          - {from: base, use: [vehicle]}

        rules:
          - id: gun-truck
            emit: {weapon: tank}
            match: [gun $vehicle]
            tests:
              - {text: "a [[gun truck]] came", expect: {weapon: tank}}
              - {text: "two [[gun lorries]]", expect: {weapon: tank}}
              - {text: "the gun shop", expect: none}

        """)
    #expect(
      result.messages == """
          `gun $vehicle`  finds ex.txt:2, ex.txt:4
        checked: 2 examples found, 1 near miss left alone, 2 tests of the loaded rules pass
        corpus: 1 hit in 1 of 1 article
          corpus.txt: Two [[gun trucks]] and a bomb

        """)
    let json = try draft(arguments + ["--format", "json"])
    #expect(json.messages == "")
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any])
    #expect(object["rule"] as? String == "my.draft#rule.gun-truck")
    #expect((object["corpus"] as? [String: Any])?["hits"] as? Int == 1)
    #expect((object["yaml"] as? String)?.contains("match: [gun $vehicle]") == true)
  }

  /// Phrases by what is marked: `|` parts the examples, `!` begins a near miss.
  @Test(arguments: [
    // Inflections before all else.
    ("two [[widget pieces]] came|a [[widget piece]]", "match: [widget piece~]"),
    // What differs by number, and the words that may stand between.
    ("the [[Kornet 120 tubes]]|a [[Kornet 150 tube]]", "match: [Kornet $number tube~]"),
    ("the [[frog tubes]]|a [[frog heavy tube]]|one [[frog old tube]]", "match: [frog ..1 tube~]"),
    // Spans with nothing in common keep phrases of their own.
    ("a [[zorp]] came|the [[quux]] fell", "match: [quux~, zorp~]"),
    // The case tells apart, or a word that the examples share.
    ("an [[ACME]] came|!the acme of art", "match: [=ACME]"),
    (
      "the [[Wasp]] launcher fired missiles|a [[Wasp]] missile was fired|!a wasp stung him|!the Wasp is a hero",
      "needs: {within: sentence, any: [missile~]}"
    ),
  ])
  func `generalises no further than the near misses let it`(texts: String, line: String) throws {
    let arguments = texts.split(separator: "|").flatMap { text in
      text.hasPrefix("!") ? ["--not", String(text.dropFirst())] : ["--example", String(text)]
    }
    let result = try draft(["--label", "weapon=bomb"] + arguments)
    #expect(result.exitCode == 0, "\(result.messages)")
    let lines = result.output.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
    #expect(lines.contains(line), "\(result.output)")
  }

  @Test func `says what collides when nothing tells examples and near misses apart`() throws {
    let arguments = ["--label", "weapon=bomb", "--example", "the [[egg]] fell", "--not", "an egg fell"]
    let result = try draft(arguments)
    #expect(result.exitCode == 1)
    #expect(result.output == "")
    #expect(
      result.messages == """
        no draft: no phrase separates the examples from the near misses
          `egg` in --example 1: the phrase `egg` also finds the near miss in --not 1: “an egg fell”
          mark more of the words around, or give examples that share a word which no near miss has

        """)
    let json = try draft(arguments + ["--format", "json"])
    #expect(json.exitCode == 1)
    #expect(json.output.contains("\"refused\": true"))
  }

  @Test func `refuses a rule that takes another rule's span`() throws {
    let result = try draft(["--label", "weapon=bomb", "--example", "two [[main battle tanks rolled]] by"])
    #expect(result.exitCode == 1)
    #expect(
      result.messages == """
        no draft: a rule for these examples does not go with the loaded rules
          breaks a test of base#rule.tank: “two main battle tanks rolled by”: expected `main battle tanks`, found nothing

        """)
  }

  @Test func `leaves out what is found already`() throws {
    let known = ["--label", "weapon=tank", "--example", "two [[main battle tanks]]"]
    let all = try draft(known)
    #expect(all.exitCode == 1)
    #expect(
      all.messages == """
        no draft: there is nothing to draft: the loaded rules find every example
          --example 1 is found by base#rule.tank

        """)
    let rest = try draft(known + ["--example", "an [[MBT]] came"])
    #expect(rest.exitCode == 0)
    #expect(rest.output.contains("match: [MBT~]"))
    #expect(!rest.output.contains("battle"))
    #expect(
      rest.messages == """
          `MBT~`  finds --example 2
        left out: --example 1 is found by base#rule.tank already
        checked: 1 example found, 0 near misses left alone, 2 tests of the loaded rules pass
        note: without a near miss nothing holds the rule back; give one with --not

        """)
  }

  @Test(arguments: [
    (["--label", "weapn=bomb", "--example", "an [[egg]]"], "declares an axis", "did you mean `weapon`?"),
    (["--label", "weapon=bmob", "--example", "an [[egg]]"], "no label", "did you mean `bomb`?"),
    (["--label", "weapon", "--example", "an [[egg]]"], "a label is an axis", "weapon="),
    (["--example", "an [[egg]]"], "nobody says which label", "--label"),
    (["--label", "weapon=bomb", "--example", "an egg"], "nothing is marked in --example 1", "[[…]]"),
    (["--label", "weapon=bomb", "--example", "an [[egg"], "do not pair", "an [[egg"),
    (["--label", "weapon=bomb", "--example", "[[supplier:Iran]] [[item:egg]]"], "neither an actor", "Iran"),
    (["--label", "weapon=bomb", "--example", "an [[egg]]", "--rule-set", "base"], "already", "--rule-set"),
    (["--label", "weapon=bomb", "--example", "an [[egg]]", "--id", "a b"], "cannot be the name", "rule"),
    (["no-such.txt"], "no such file", "no-such.txt"), ([], "no examples", "--example"),
  ])
  func `exits with 2 when it cannot run`(arguments: [String], message: String, hint: String) throws {
    let result = try draft(arguments)
    #expect(result.exitCode == 2)
    #expect(result.output == "")
    #expect(result.messages.contains(hint), "\(result.messages)")
    #expect(result.messages.contains(message), "\(result.messages)")
  }

  @Test(arguments: [
    ("empty.yaml", "", "WB104"), ("empty.txt", "", "there are no examples"),
    ("misses.txt", "an egg fell\n", "only near misses"), ("bad.txt", "an [[egg\n", "bad.txt:1:1"),
    ("bad.yaml", "- {text: \"an [[egg]]\"}\n", "WB204"),
  ])
  func `says what is wrong with a file of examples`(name: String, text: String, message: String) throws {
    let result = try draft([try folder.write(name, text), "--label", "weapon=bomb"])
    #expect(result.exitCode == 2)
    #expect(result.output == "")
    #expect(result.messages.contains(message), "\(result.messages)")
  }
}
