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
      """)

  @Argument(
    help: ArgumentHelp("A file that holds the article; `-` is standard input.", valueName: "file"),
    completion: .file())
  var file: String

  @OptionGroup var rules: RuleOptions

  @Option(help: "Which article, when the file holds several.")
  var id: String?

  func run() throws {
    let waybill = try Waybill.loaded(rules.sources)
    do {
      Terminal.printOutput(waybill.explain(try ArticleLookup.article(in: file, id: id)))
    } catch {
      throw error.shown()
    }
  }
}
