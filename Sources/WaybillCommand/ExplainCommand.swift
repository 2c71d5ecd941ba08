import ArgumentParser
import Waybill

/// `waybill explain`: why one article is read as it is.
struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Shows why an article was classified as it was, and why not otherwise.",
    discussion: """
      EXAMPLES
        waybill explain article.txt
        waybill explain briefings.jsonl --id 2022-11-02-kirby
        waybill explain article.txt --rules my-rules/
        waybill explain article.txt --rules my.yaml --why-not supply-event
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable { case text, json }

  @Argument(
    help: ArgumentHelp("A file that holds the article; `-` is standard input.", valueName: "file"),
    completion: .file())
  var file: String

  @OptionGroup var rules: RuleOptions

  @Option(help: "Which article, when the file holds several.")
  var id: String?

  @Option(
    help: ArgumentHelp(
      "Say why this rule, designator or modifier does not hit: its nearest misses, and a change that mends one.",
      discussion: "A name as `ruleset#kind.name`, or the end of one.", valueName: "rule"))
  var whyNot: String?

  @Option(help: "How --why-not answers: `text` for people, `json` for programs.")
  var format: Format = .text

  func validate() throws {
    if whyNot == nil, format == .json { throw ValidationError("--format json goes with --why-not.") }
  }

  func run() throws {
    if let whyNot { return try explain(whyNot: whyNot) }
    let waybill = try Waybill.loaded(rules.sources)
    do {
      Terminal.printOutput(waybill.explain(try ArticleLookup.article(in: file, id: id)))
    } catch {
      throw error.shown()
    }
  }

  private func explain(whyNot name: String) throws {
    do {
      let question = try RuleQuestion(about: name, rules: rules.sources)
      let answer = question.answer(for: try ArticleLookup.article(in: file, id: id))
      Terminal.printOutput(format == .json ? answer.json : answer.text)
    } catch let error as RuleError {
      throw error.shown()
    } catch let error as CorpusError {
      throw error.shown()
    } catch let error as RuleQuestion.NameError {
      Terminal.printMessage("waybill: \(error)")
      throw ExitCode(2)
    }
  }
}
