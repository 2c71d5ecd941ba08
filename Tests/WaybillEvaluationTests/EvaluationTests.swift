import Foundation
import Testing
import WaybillCore
import WaybillCorpus
import WaybillEvaluation

struct EvaluationTests {
  // MARK: Figures

  @Test func `gives the figures that an independent program gives`() throws {
    let evaluation = try EvaluationFixture.evaluation()
    let expected = try #require(
      try JSONSerialization.jsonObject(with: Data(EvaluationFixture.bytes("score.json"))) as? [String: Any])
    var compared = 0
    for (name, counts) in evaluation.total.counts {
      let row = try #require(expected[name] as? [String: NSNumber])
      #expect(counts.right == row["tp"]?.intValue, "\(name)")
      #expect(counts.wrong == row["fp"]?.intValue, "\(name)")
      #expect(counts.missing == row["fn"]?.intValue, "\(name)")
      for (value, key) in [(counts.precision, "p"), (counts.recall, "r"), (counts.f1, "f1")] {
        #expect(abs(value - (row[key]?.doubleValue ?? .nan)) < 1e-12, "\(name) \(key)")
        compared += 1
      }
    }
    for (name, value) in evaluation.total.rates {
      #expect(abs(value - ((expected[name] as? NSNumber)?.doubleValue ?? .nan)) < 1e-12, "\(name)")
      compared += 1
    }
    #expect(compared == 23)
    #expect(evaluation.withoutPrediction == 1)
    #expect(evaluation.total.guidance.all == 5)
    #expect(evaluation.total.matchedPairs == 5)
    #expect(evaluation.total.negatives == 2)
  }

  @Test func `counts an article without a prediction as one in which nothing was found`() throws {
    let gold = try LabelReader.gold(EvaluationFixture.bytes("gold.jsonl"), file: "gold.jsonl")
    let evaluation = Evaluation(gold, predictions: [:], branches: [:], resamples: 0, seed: 1)
    #expect(evaluation.withoutPrediction == gold.count)
    #expect(evaluation.total.mention.right == 0)
    #expect(evaluation.total.mention.missing == 9)
    #expect(evaluation.total.figures.allSatisfy { $0.value == 0 })
  }

  @Test(arguments: [
    ("Shahed-136", "Shahed 136", true), ("Shahed‑136", "SHAHED136", true),
    ("Shahed-136", "Shahed-136 one-way attack drones", true), ("F-16s", "F-16", true),
    ("T-72", "tank T-72B3", true), ("missiles", "Patriot missiles", true),
    // Too short, too long, and another thing.
    ("MI", "Mi-8", false), ("shells", "shells of many kinds from many countries over the years", false),
    ("Shahed-136", "Shahed-131", false),
  ])
  func `takes names for the same when one contains the other`(gold: String, found: String, isSame: Bool) {
    let article = Gold(
      article: Article(id: "a", text: ""), mentions: [.init(text: gold, leaf: "x")], claims: [])
    let record = "{\"id\":\"a\",\"weapons\":[{\"text\":\"\(found)\",\"leaf\":\"x\"}]}"
    let predictions = try? LabelReader.predictions(Array(record.utf8), file: "r")
    let evaluation = Evaluation(
      [article], predictions: predictions ?? [:], branches: [:], resamples: 0, seed: 1)
    #expect((evaluation.total.mention.right == 1) == isSame)
  }

  @Test(
    arguments: [
      // Full agreement, no variation at all, the opposite, one step apart.
      ("confirmed/confirmed denied/denied", 1.0), ("possible/possible possible/possible", 1.0),
      ("confirmed/denied denied/confirmed", -1.0), ("confirmed/probable denied/denied", 12.0 / 13),
    ] as [(String, Double)])
  func `weighs grades that are far apart more than those that are near`(grades: String, kappa: Double) throws
  {
    var gold: [Gold] = []
    var records = ""
    for (index, pair) in grades.split(separator: " ").enumerated() {
      let (label, found) = (pair.prefix { $0 != "/" }, pair.drop { $0 != "/" }.dropFirst())
      gold.append(
        Gold(
          article: Article(id: "\(index)", text: ""), mentions: [],
          claims: [
            .init(supplier: "A", recipient: "B", items: [], status: "delivered", grade: String(label))
          ]))
      records +=
        "{\"id\":\(index),\"claims\":[{\"supplier\":\"a\",\"recipient\":\"b\",\"grade\":\"\(found)\"}]}\n"
    }
    let evaluation = Evaluation(
      gold, predictions: try LabelReader.predictions(Array(records.utf8), file: "r"), branches: [:],
      resamples: 0,
      seed: 1)
    #expect(abs(evaluation.total.gradeKappa - kappa) < 1e-12)
  }

  // MARK: Intervals, groups, confusions

  @Test func `draws the same intervals from the same seed, around the figures`() throws {
    let first = try EvaluationFixture.evaluation(resamples: 300, seed: 7)
    let second = try EvaluationFixture.evaluation(resamples: 300, seed: 7)
    let other = try EvaluationFixture.evaluation(resamples: 300, seed: 8)
    #expect(first.intervals == second.intervals)
    #expect(first.intervals != other.intervals)
    #expect(Set(first.intervals.keys) == Set(first.total.figures.map(\.name)))
    for (name, value) in first.total.figures where name != "grade_kappa" {
      #expect(try #require(first.intervals[name]).contains(value), "\(name)")
    }
    // Seven articles say little: an interval of some width.
    let pairs = try #require(first.intervals["pair.f1"])
    #expect(pairs.upperBound - pairs.lowerBound > 0.2)
    #expect(try EvaluationFixture.evaluation().intervals.isEmpty)
  }

  @Test func `an interval of one article is its figure`() throws {
    let gold = try LabelReader.gold(EvaluationFixture.bytes("gold.jsonl"), file: "g").filter {
      $0.article.id == "e3"
    }
    let predictions = try LabelReader.predictions(EvaluationFixture.bytes("records.jsonl"), file: "r")
    let evaluation = Evaluation(gold, predictions: predictions, branches: [:], resamples: 20, seed: 1)
    for (name, value) in evaluation.total.figures { #expect(evaluation.intervals[name] == value...value) }
  }

  @Test func `gives figures for each construction`() throws {
    let evaluation = try EvaluationFixture.evaluation()
    #expect(evaluation.groups.map(\.name) == ["active", "denial", "hedged", "none"])
    #expect(evaluation.groups.map(\.tally.articles) == [2, 1, 1, 2])
    #expect(evaluation.groups[0].tally.pair.right == 2)
    #expect(evaluation.groups[3].tally.falseAlarms == 1)
  }

  @Test func `tells what was taken for what`() throws {
    let evaluation = try EvaluationFixture.evaluation()
    #expect(
      evaluation.leafConfusions.map { "\($0.gold) \($0.found) \($0.count)" } == [
        "main-battle-tank – 1", "mortar-round artillery-shell 1", "– artillery-shell 1",
      ])
    #expect(
      evaluation.guidanceConfusions.map { "\($0.gold) \($0.found) \($0.count)" } == [
        "guided guided 2", "guided undetermined 1", "unguided guided 1", "unguided unguided 1",
      ])
    #expect(
      evaluation.statusConfusions.map { "\($0.gold) \($0.found) \($0.count)" } == [
        "delivered delivered 2", "delivered agreed 1", "delivered in-transit 1", "offered offered 1",
      ])
  }

  @Test func `counts mentions and articles of each leaf, the worst first`() throws {
    let leaves = try EvaluationFixture.evaluation().leaves
    #expect(leaves[0].leaf == "artillery-shell")
    #expect(leaves[0].mentions.right == 2)
    #expect(leaves[0].mentions.wrong == 2)
    #expect(leaves[0].articles.right == 2)
    #expect(leaves[0].articles.wrong == 1)
  }

  // MARK: Reports

  @Test func `reports for people`() throws {
    let text = try EvaluationFixture.evaluation(resamples: 50).text(errors: 5) { "explain \($0)" }
    let golden = EvaluationFixture.folder.appending(path: "report.txt")
    if ProcessInfo.processInfo.environment["WAYBILL_UPDATE_GOLDEN"] == "1" {
      try Data(text.utf8).write(to: golden)
    }
    #expect(try String(contentsOf: golden, encoding: .utf8) == text)
  }

  @Test func `reports for machines with every error`() throws {
    let evaluation = try EvaluationFixture.evaluation(resamples: 50)
    var json = JSONText(bytes: [])
    evaluation.append(to: &json) { "explain \($0)" }
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(json.bytes)) as? [String: Any])
    #expect((object["pair"] as? [String: Any])?["tp"] as? Int == 4)
    #expect((object["intervals"] as? [String: [Double]])?["pair.f1"]?.count == 2)
    let errors = try #require(object["errors"] as? [[String: String]])
    #expect(errors.count == evaluation.failures.count)
    #expect(
      errors.first == [
        "article": "e2", "kind": "missed mention", "what": "mortar shells", "detail": "mortar-round",
        "explain": "explain e2",
      ])
    #expect(json.bytes.count { $0 == UInt8(ascii: "\n") } == 1)
  }

  // MARK: Files

  @Test(arguments: [
    ("{\"id\":1}\n\n{\"id\":1}\n", "g:3: the id `1` is that of line 1 already"),
    ("{\"text\":\"a\"}", "g:1: the object has no field `id`"),
    ("{\"id\":\"a\",\"mentions\":[{\"text\":\"x\"}]}", "g:1: `mentions.[0]` has no field `leaf`"),
    ("{\"id\":\"a\",\"mentions\":{}}", "g:1: `mentions` is of the wrong kind"),
    ("{\"id\":\"a\"}\n{broken", "g:2: no JSON object"),
    (
      "{\"id\":\"a\",\"claims\":[{\"supplier\":\"A\",\"recipient\":\"B\",\"grade\":\"sure\"}]}",
      "g:1: a claim's grade is one of denied, doubtful, possible, probable, confirmed, not `sure`"
    ),
  ])
  func `says where labels are not what they should be`(text: String, problem: String) {
    #expect {
      try LabelReader.gold(Array(text.utf8), file: "g")
    } throws: { "\($0)" == problem }
  }
}
