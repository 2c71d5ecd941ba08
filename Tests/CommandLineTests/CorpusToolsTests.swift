import Foundation
import TestSupport
import Testing

/// `rules diff`, `rules stats` and `eval` as users run them.
struct CorpusToolsTests {
  private static let rules = """
    waybill: 1
    ruleset: {id: my.route}
    classifiers:
      - {id: delivery-route, plugin: labels, emits: [route]}
    labels:
      route: {kind: enum, of: [sea, air]}
    rules:
      - {id: by-sea, emit: {route: sea}, match: [cargo ship~, freighter~, by sea]}
      - {id: by-air, emit: {route: air}, match: [airship~]}
    """
  private static let articles = """
    {"id":"one","text":"Two freighters came by sea."}
    {"id":"two","text":"It rained."}
    {"id":"three","text":"A freighter sank."}

    """

  private func folder() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write("old.yaml", Self.rules)
    try folder.write("new.yaml", Self.rules.replacing(", freighter~", with: ""))
    try folder.write("broken.yaml", Self.rules.replacing("match: [airship~]", with: "machtes: [airship~]"))
    try folder.write("a.jsonl", Self.articles)
    return folder
  }

  // MARK: rules diff

  @Test func `diff exits with 1 and shows what changes`() throws {
    let folder = try folder()
    let path = folder.path
    let result = try Command.run([
      "rules", "diff", "\(path)/old.yaml", "\(path)/new.yaml", "--corpus", "\(path)/a.jsonl", "--samples",
      "1",
    ])
    #expect(result.exitCode == 1)
    #expect(
      result.output.contains(
        """
        labels  0 gained, 2 lost, 0 changed

          my.route#rule.by-sea (changed)  2 lost
        """))
    #expect(result.output.contains("      … and 1 more lost\n"))
    #expect(result.output.hasSuffix("2 of 3 articles changed (66.7 %)\n"))
    #expect(
      result.messages.contains("next: waybill explain \(path)/a.jsonl --id ID --rules \(path)/new.yaml"))
  }

  @Test func `diff exits with 0 when nothing changes`() throws {
    let folder = try folder()
    let path = folder.path
    let result = try Command.run([
      "rules", "diff", "\(path)/old.yaml", "\(path)/old.yaml", "--corpus", "\(path)/a.jsonl",
    ])
    #expect(result.exitCode == 0)
    #expect(result.output.hasSuffix("nothing changes in 3 articles\n"))
    #expect(result.messages == "")
  }

  @Test func `diff writes a line for each change and a summary, whatever the number of jobs`() throws {
    let folder = try folder()
    let path = folder.path
    let line = "{\"id\":\"n\",\"text\":\"\(String(repeating: "words and words ", count: 200))a freighter\"}\n"
    let big = try folder.write("big.jsonl", String(repeating: line, count: 1_500))
    func run(_ jobs: String) throws -> Command.Result {
      try Command.run([
        "rules", "diff", "\(path)/old.yaml", "\(path)/new.yaml", "--corpus", "\(path)/a.jsonl", big,
        "--format",
        "json", "--jobs", jobs,
      ])
    }
    let (one, many) = (try run("1"), try run("4"))
    #expect(one.exitCode == 1)
    #expect(one.output == many.output)
    let lines = try one.output.split(separator: "\n").map {
      try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
    }
    #expect(lines.count == 1_503)
    #expect(lines[0]["article"] as? String == "one")
    #expect(lines[1]["article"] as? String == "three")
    #expect(lines.last?["changes"] as? Int == 1_502)
  }

  // MARK: rules stats

  @Test func `stats counts hits and names what never hits`() throws {
    let folder = try folder()
    let path = folder.path
    let result = try Command.run(["rules", "stats", "\(path)/old.yaml", "--corpus", "\(path)/a.jsonl"])
    #expect(result.exitCode == 0)
    #expect(result.output.hasPrefix("3 articles\n"))
    #expect(result.output.contains("my.route#rule.by-sea     3         2"))
    #expect(result.output.contains("rules that never hit  1\n  my.route#rule.by-air\n"))
    #expect(result.output.contains("\(path)/old.yaml:8: cargo ship~"))
    let json = try Command.run([
      "rules", "stats", "\(path)/old.yaml", "--corpus", "\(path)/a.jsonl", "--format", "json",
    ])
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any])
    #expect(object["articles"] as? Int == 3)
    #expect((object["rules"] as? [[String: Any]])?.count == 2)
  }

  // MARK: eval

  @Test func `eval compares the samples with labels and shows the command for each error`() throws {
    let folder = try TemporaryFolder()
    let gold = try folder.write(
      "gold.jsonl",
      """
      {"id":"it's one","text":"Iran shipped Shahed-136 drones to Russia.","mentions":[{"text":"Shahed-136 drones","leaf":"one-way-attack-drone","guidance":"guided"}],"claims":[{"supplier":"IRN","recipient":"RUS","items":["one-way-attack-drone"],"status":"agreed","grade":"confirmed"}]}
      {"id":"2","text":"It rained.","mentions":[],"claims":[]}
      """)
    let result = try Command.run(["eval", gold, "--resamples", "10"])
    #expect(result.exitCode == 0, "\(result.messages)")
    #expect(result.output.contains("mention   1.000  1.000  1.000"))
    #expect(result.output.contains("waybill explain \(gold) --id 'it'\\''s one'"))
    #expect(result.output.contains("    status: irn → rus  (agreed not in-transit)"))
    #expect(result.messages == "")

    // The records of an earlier run give the same figures.
    let records = try folder.write("records.jsonl", try Command.run(["classify", gold]).output)
    let again = try Command.run(["eval", gold, "--predictions", records, "--resamples", "10"])
    #expect(again.output == result.output)
    let json = try Command.run(["eval", gold, "--predictions", records, "--format", "json"])
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any])
    #expect((object["pair"] as? [String: Any])?["f1"] as? Double == 1)
  }

  // MARK: What cannot be run

  @Test(arguments: [
    (["rules", "diff", "OLD", "OLD"], "no corpus"),
    (["rules", "diff", "OLD", "OLD", "--corpus", "/no/such/place"], "/no/such/place"),
    (["rules", "diff", "OLD", "OLD", "--corpus", "CORPUS", "--samples", "-1"], "--samples"),
    (["rules", "diff", "OLD", "BROKEN", "--corpus", "CORPUS"], "machtes"),
    (["rules", "stats", "OLD"], "no corpus"),
    (["rules", "stats", "OLD", "--corpus", "CORPUS", "--ablation"], "--gold"),
    (["rules", "stats", "OLD", "--corpus", "CORPUS", "--sort", "wrong"], "--gold"),
    (["rules", "stats", "OLD", "--corpus", "CORPUS", "--gold", "/no/such/place"], "/no/such/place"),
    (["rules", "stats", "BROKEN", "--corpus", "CORPUS"], "machtes"),
    (["eval", "/no/such/place"], "/no/such/place"),
    (["eval", "CORPUS", "--predictions", "OLD"], "old.yaml:1: no JSON object"),
    (["eval", "CORPUS", "--resamples", "-5"], "--resamples"),
  ])
  func `what cannot be run exits with 2 and says why`(arguments: [String], message: String) throws {
    let folder = try folder()
    let names = ["OLD": "old.yaml", "BROKEN": "broken.yaml", "CORPUS": "a.jsonl"]
    let result = try Command.run(
      arguments.map { argument in names[argument].map { "\(folder.path)/\($0)" } ?? argument })
    #expect(result.exitCode == 2)
    #expect(result.output == "")
    #expect(result.messages.contains(message), "\(result.messages)")
  }

  @Test func `what cannot be read as an article is counted and shown`() throws {
    let folder = try folder()
    let path = folder.path
    try folder.write("b.jsonl", "{\"id\":\"x\",\"text\":\n")
    let result = try Command.run([
      "rules", "stats", "\(path)/old.yaml", "--corpus", "\(path)/a.jsonl", "\(path)/b.jsonl",
    ])
    #expect(result.exitCode == 0)
    #expect(
      result.messages.contains("1 input of 4 could not be read, such as \(path)/b.jsonl:1: broken JSON"))
  }
}
