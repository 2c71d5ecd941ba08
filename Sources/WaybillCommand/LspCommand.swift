import ArgumentParser
import FoundationEssentials
import WaybillLanguageServer

/// `waybill lsp`: the language server that editors start.
struct LspCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lsp",
    abstract: "Serves editors: problems, completion, hints, definitions, renaming, formatting.",
    discussion: """
      Speaks the Language Server Protocol over standard input and output; editors start it. All rule files of the \
      folder that the editor has open are one set of rules; name others here, or in the editor's settings as the \
      initialization option `rules`.

      EXAMPLES
        waybill lsp
        waybill lsp rules/
      """)

  @Argument(
    help: ArgumentHelp(
      "Rule files and folders of them, in place of the editor's folder; `default` for the shipped rule sets.",
      valueName: "path"),
    completion: .file(extensions: ["yaml", "yml"]))
  var paths: [String] = []

  @Option(
    help: ArgumentHelp(
      "How long nothing must be typed before all rules are checked.", valueName: "milliseconds"))
  var pause = 150

  // Editors add it by habit; there is no other way here.
  @Flag(help: .hidden)
  var stdio = false

  func validate() throws {
    if pause < 0 || pause > 60_000 { throw ValidationError("--pause must be from 0 to 60000") }
  }

  func run() async throws {
    let options = LanguageServer.Options(
      rules: paths, workingDirectory: FileManager.default.currentDirectoryPath, pause: .milliseconds(pause),
      cacheFolder: Self.cacheFolder)
    let code = await LanguageServer.run(
      options, read: Terminal.readAvailable, write: Terminal.send, isAlive: Terminal.isAlive)
    // The thread that reads may still wait for the client; the process does not wait for it.
    Terminal.exit(code)
  }

  /// Where the user's programs keep what they can make anew.
  private static var cacheFolder: String? {
    let environment = ProcessInfo.processInfo.environment
    if let cache = environment["XDG_CACHE_HOME"], cache.hasPrefix("/") { return "\(cache)/waybill/rules" }
    return environment["HOME"].flatMap { $0.hasPrefix("/") ? "\($0)/.cache/waybill/rules" : nil }
  }
}
