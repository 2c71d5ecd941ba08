import Foundation
import Testing
import WaybillAuthoring
import WaybillCore
import WaybillRules

@Suite struct WhyNotTests {
  private static func bench() throws -> RuleBench { try RuleBench(try Golden.text("why-not.rules")) }

  @Test func `says of each question what the expectation says`() throws {
    let bench = try Self.bench()
    var answers = ""
    for line in try Golden.text("why-not.questions").split(separator: "\n") {
      let parts = line.components(separatedBy: " | ")
      guard case .one(let name) = RuleName.find(parts[0], in: bench.rules) else {
        Issue.record("\(parts[0]) is no rule")
        continue
      }
      answers += "# \(line)\n" + (try bench.whyNot(name, parts[1]).text) + "\n"
    }
    try Golden.compare(answers, with: "why-not.expected")
  }

  /// Rule, text and the edits that a fault that was planted asks for.
  private static let faults: [(rule: String, text: String, edits: [String])] = [
    ("rule.transfer", "Iran quietly and without any notice sent drones to Russia.", ["`..4` → `..5`"]),
    (
      "rule.transfer",
      "Iran quietly and without any notice sent drones of a very new and big kind to Russia.",
      ["`..4` → `..5`", "`..5` → `..7`"]
    ),
    ("rule.transfer", "Iran dispatched drones to Russia.", ["add `dispatch~` to `$transfer`"]),
    ("rule.bombs", "The bomb squad came.", ["remove `bomb squad~` from `unless`"]),
    ("rule.bombs", "A bomb threat.", ["remove `bomb threat~` from `unless`"]),
    ("rule.harpoon", "A Harpoon. A missile flew.", ["`within: sentence` → `within: paragraph`"]),
    ("rule.harpoon", "A Harpoon.\n\nA missile flew.", ["`within: sentence` → `within: article`"]),
    ("rule.harpoon", "A harpoon missile.", ["`=Harpoon` → `Harpoon`"]),
    ("rule.drone", "Two armed vehicles.", ["`armed vehicle` → `armed vehicle~`"]),
    ("rule.drone", "An armed old vehicle.", ["`armed vehicle` → `armed ..1 vehicle`"]),
    ("rule.guided-wording", "smart and quick and very nice drones", ["`tokens: 3` → `tokens: 5`"]),
    ("designator.shahed", "A Shahed-129.", ["add `129` to `number`"]),
    ("designator.gun-shell", "155 mm of the very best new shells", ["`within: 3` → `within: 5`"]),
    ("modifier.hedge", "Iran may really have sent drones to Russia.", ["`tokens: 2` → `tokens: 3`"]),
    ("modifier.hedge", "Iran may day sent drones to Russia.", ["remove `may day` from `pseudo`"]),
    ("modifier.hedge", "Iran sent drones reportedly to Russia.", ["`reach: after` → `reach: both`"]),
  ]

  @Test(arguments: faults.indices)
  func `proposes the edit that mends a planted fault`(_ index: Int) throws {
    let fault = Self.faults[index]
    let bench = try Self.bench()
    let name = "my.arms#\(fault.rule)"
    #expect(!bench.hits(name, fault.text))
    let repair = try #require(try bench.whyNot(name, fault.text).repair)
    #expect(repair.edits.map(\.summary) == fault.edits)
    let mended = try #require(bench.workshop.applying(repair.edits))
    let rules = try #require(mended.compiled())
    let article = Article(id: "a", text: fault.text)
    #expect(WhyNot.isHit(name, in: article, rules: rules, plugins: mended.plugins))
  }

  /// Ways to write `unless` and `match`, each with one phrase to take out and one to widen.
  @Test(arguments: [
    "  - {id: a, emit: {l: x}, match: [\"one ..1 two\"], unless: [bad]}",
    "  - {id: a, emit: {l: x}, unless: [bad], match: [one ..1 two]}",
    "  - id: a\n    emit: {l: x}\n    match: [\"one ..1 two\"]\n    unless: [bad]",
    "  - id: a\n    emit: {l: x}\n    match:\n      - one ..1 two\n    unless:\n      - bad",
    "  - id: a\n    emit: {l: x}\n    match:\n      - zzz\n      - 'one ..1 two'\n    unless:\n      - bad\n      - worse",
    "  - id: a\n    unless: [worse,\n      bad]\n    emit: {l: x}\n    match: [(one|eins) ..1 two]",
    "  - id: a\n    unless: [bad, # why\n      worse]\n    emit: {l: x}\n    match: [one (odd|) ..1 two]",
  ])
  func `edits files in any style`(_ rule: String) throws {
    let bench = try RuleBench(
      """
      waybill: 1
      ruleset: {id: s}
      classifiers: [{id: c, plugin: labels, emits: [l]}]
      labels: {l: {kind: enum, of: [x]}}
      rules:
      \(rule)
      """)
    for text in ["one bad two", "one big fat two"] {
      #expect(try bench.whyNot("s#rule.a", text).repair != nil, "\(text)")
    }
  }

  @Test(arguments: [
    ("my.arms#rule.transfer", RuleName.Answer.one("my.arms#rule.transfer")),
    ("rule.transfer", .one("my.arms#rule.transfer")),
    ("transfer", .one("my.arms#rule.transfer")),
    ("passive", .one("my.arms#rule.transfer.passive")),
    ("shahed", .one("my.arms#designator.shahed")),
    ("hedge", .one("my.arms#modifier.hedge")),
    ("my.arms#rule.transfr", .none(nearest: "my.arms#rule.transfer")),
    ("harpon", .none(nearest: "my.arms#rule.harpoon")),
    ("ransfer", .none(nearest: "my.arms#rule.transfer")),
    ("qqqqqqqqqqqq", .none(nearest: nil)),
  ])
  func `finds a rule by the end of its name`(_ name: String, _ answer: RuleName.Answer) throws {
    #expect(RuleName.find(name, in: try Self.bench().rules) == answer)
  }

  @Test func `names all rules that a name may mean`() throws {
    let body = "rules: [{id: a, emit: {l: x}, match: [b]}]"
    let bench = try RuleBench([
      "waybill: 1\nruleset: {id: s}\nlabels: {l: {kind: enum, of: [x]}}\n" + body,
      "waybill: 1\nruleset: {id: t}\n" + body,
    ])
    #expect(RuleName.find("a", in: bench.rules) == .several(["s#rule.a", "t#rule.a"]))
    #expect(RuleName.find("t#rule.a", in: bench.rules) == .one("t#rule.a"))
  }
}
