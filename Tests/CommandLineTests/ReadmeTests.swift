import Foundation
import TestSupport
import Testing

/// Runs what the README shows.
struct ReadmeTests {
  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent()
    .deletingLastPathComponent()
  private static let readme = root.appending(path: "README.md")

  @Test func `the README's commands print what it says`() throws {
    let folder = try TemporaryFolder()
    try FileManager.default.createSymbolicLink(
      atPath: "\(folder.path)/Samples", withDestinationPath: Self.root.appending(path: "Samples").path)
    let text = try String(contentsOf: Self.readme, encoding: .utf8)
    var blocks = text.components(separatedBy: "```")
    #expect(blocks.count % 2 == 1, "a fence is not closed")

    var commands = 0
    for index in stride(from: 1, to: blocks.count, by: 2) {
      let lines = blocks[index].components(separatedBy: "\n")
      switch lines[0] {
      case "yaml":
        // The first line names the file.
        let name = try #require(lines[1].split(separator: " ").last)
        try folder.write(String(name), lines.dropFirst().joined(separator: "\n"))
      case "console":
        var shown = "console\n"
        for line in lines where line.hasPrefix("$ ") {
          commands += 1
          let result = try Command.shell("cd '\(folder.path)' && { \(line.dropFirst(2)); } 2>&1")
          #expect(result.exitCode == 0, "\(line)")
          shown += line + "\n" + result.output
        }
        if Self.updates { blocks[index] = shown } else { #expect(shown == blocks[index]) }
      default: break
      }
    }
    #expect(commands >= 3)
    if Self.updates { try Data(blocks.joined(separator: "```").utf8).write(to: Self.readme) }
  }

  private static var updates: Bool { ProcessInfo.processInfo.environment["WAYBILL_UPDATE_GOLDEN"] == "1" }

  @Test func `the samples give claims and the one without arms gives nothing`() throws {
    let samples = Self.root.appending(path: "Samples").path
    let all = try Command.run(["classify", samples])
    #expect(all.exitCode == 0)
    let records = all.output.split(separator: "\n")
    #expect(records.count == 14)
    #expect(records.count { $0.contains("\"claims\":[{") } >= 10)
    let plain = try Command.run(["classify", "\(samples)/no-transfer.txt"])
    #expect(plain.output.contains("\"claims\":[]"))
  }
}
