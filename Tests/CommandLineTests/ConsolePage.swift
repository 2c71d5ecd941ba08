import Foundation
import TestSupport
import Testing

/// A page of files and commands, followed as a reader would: files are written, and commands run, in the order of the page.
///
/// ```` ```yaml file=NAME ```` is a file, ```` ```yaml add=NAME ```` adds to one, ```` ```console ```` holds commands with what
/// they print, and ```` ```console exit=N ```` such that end with another code than 0.
struct ConsolePage {
  var url: URL
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// Runs the page in a folder and compares, or with `WAYBILL_UPDATE_GOLDEN=1` writes down, what is printed.
  /// - Returns: how many commands there are.
  func run(in folder: TemporaryFolder) throws -> Int {
    let text = try String(contentsOf: url, encoding: .utf8)
    var blocks = text.components(separatedBy: "```")
    try #require(blocks.count % 2 == 1, "a fence is not closed")

    var files: [String: String] = [:]
    var commands = 0
    for index in stride(from: 1, to: blocks.count, by: 2) {
      let end = try #require(blocks[index].firstIndex(of: "\n"))
      let info = blocks[index][..<end].split(separator: " ").map(String.init)
      let body = String(blocks[index][blocks[index].index(after: end)...])
      let option = info.count == 2 ? info[1].split(separator: "=", maxSplits: 1).map(String.init) : []
      switch (info.first, option.first) {
      case ("yaml", "file"), ("text", "file"):
        files[option[1]] = body
        try folder.write(option[1], body)
      case ("yaml", "add"):
        // What is added goes below what the page showed of the file before.
        files[option[1]] = try #require(files[option[1]], "\(option[1]) is not on the page yet") + "\n" + body
        try folder.write(option[1], files[option[1]] ?? "")
      case ("console", nil), ("console", "exit"):
        let expected = try #require(Int32(option.last ?? "0"))
        var shown = blocks[index][...end]
        for line in body.split(separator: "\n") where line.hasPrefix("$ ") {
          commands += 1
          let result = try Command.shell("cd '\(folder.path)' && { \(line.dropFirst(2)); } 2>&1")
          try #require(result.exitCode == expected, "\(line)\n\(result.output)")
          shown += line + "\n" + result.output
        }
        if Self.updates { blocks[index] = String(shown) } else { #expect(shown == blocks[index]) }
      default:
        Issue.record("nothing runs a block that begins with ```\(blocks[index][..<end])")
      }
    }
    if Self.updates { try Data(blocks.joined(separator: "```").utf8).write(to: url) }
    return commands
  }

  private static var updates: Bool { ProcessInfo.processInfo.environment["WAYBILL_UPDATE_GOLDEN"] == "1" }
}
