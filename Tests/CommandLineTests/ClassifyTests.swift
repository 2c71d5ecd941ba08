import Foundation
import TestSupport
import Testing

struct ClassifyTests {
  // MARK: Exit codes

  @Test(arguments: [
    ([], "no input"),
    (["/no/such/place"], "cannot find /no/such/place"),
    (["--format", "yaml", "-"], "yaml"),
    (["--jobs", "0", "-"], "--jobs must be at least 1"),
    (["--bogus", "-"], "Unknown option"),
    (["-", "-"], "only once"),
    (["-"], "nothing to read: no article in standard input"),
    (["-", "--output", "x", "--rejects", "x"], "same file"),
    (["-", "--output", "/no/such/place/x"], "cannot write to /no/such/place/x"),
  ])
  func `what cannot be run exits with 2 and says why`(arguments: [String], message: String) throws {
    let result = try Command.run(["classify"] + arguments)
    #expect(result.exitCode == 2)
    #expect(result.output == "")
    #expect(result.messages.contains(message), "\(result.messages)")
  }

  @Test func `help and the version go to standard output`() throws {
    for arguments in [["--help"], ["classify", "--help"], ["rules", "check", "--help"], ["--version"]] {
      let result = try Command.run(arguments)
      #expect(result.exitCode == 0)
      #expect(!result.output.isEmpty)
      #expect(result.messages == "")
    }
    #expect(try Command.run([]).output.contains("SUBCOMMANDS"))
    #expect(try Command.run(["--generate-completion-script", "bash"]).output.contains("classify"))
  }

  @Test func `an empty folder is nothing to read`() throws {
    let folder = try TemporaryFolder()
    #expect(try Command.run(["classify", folder.path]).exitCode == 2)
    try folder.write("notes.md", "none of ours")
    let result = try Command.run(["classify", folder.path])
    #expect(result.exitCode == 2)
    #expect(result.messages.contains("1 other file or folder was passed over"))
  }

  @Test func `clean input exits with 0 and keeps data and messages apart`() throws {
    let result = try Command.run(["classify", "-"], input: Array("{\"id\":\"a\",\"text\":\"words\"}\n".utf8))
    #expect(result.exitCode == 0)
    #expect(result.output.hasPrefix("{\"waybill\":1,\"id\":\"a\","))
    #expect(result.output.count { $0 == "\n" } == 1)
    #expect(result.messages.hasPrefix("1 article: 1 record"))
    let quiet = try Command.run(["classify", "--quiet", "-"], input: Array("words".utf8))
    #expect(quiet.exitCode == 0)
    #expect(quiet.output.hasPrefix("{\"waybill\":1,\"id\":\"stdin\","))
    #expect(quiet.messages == "")
  }

  // MARK: Bad input

  @Test func `articles in are records plus rejects`() throws {
    let folder = try TemporaryFolder()
    try folder.write("in/binary.txt", [0x7F, 0x45, 0x4C, 0x46, 0, 0, 0, 1, 2, 3, 0])
    try folder.write("in/broken.jsonl", "{\"text\":\"a\"}\n{\"text\":\n{\"text\":\"b\"}\n")
    try folder.write("in/empty.txt", "")
    try folder.write("in/invalid.txt", [0x61, 0xFF, 0x62])
    try folder.write("in/packed.jsonl.gz", [0x1F, 0x8B, 8])
    try folder.write("in/passed-over.pdf", "%PDF")
    for jobs in ["1", "4"] {
      let result = try Command.run([
        "classify", "\(folder.path)/in", "--output", "\(folder.path)/out.jsonl", "--rejects",
        "\(folder.path)/rejects.jsonl", "--jobs", jobs,
      ])
      #expect(result.exitCode == 1)
      #expect(result.output == "")
      #expect(result.messages.contains("7 articles: 3 records with "), "\(result.messages)")
      #expect(result.messages.contains("4 rejects; 1 other file passed over"), "\(result.messages)")
      let records = try lines("\(folder.path)/out.jsonl")
      let rejects = try lines("\(folder.path)/rejects.jsonl")
      #expect(records.map { $0["id"] as? String } == ["broken.jsonl:1", "broken.jsonl:3", "invalid.txt"])
      #expect(records.last?["notes"] as? [String] == ["invalid UTF-8: 1 sequence replaced by U+FFFD"])
      #expect(
        rejects.map { ($0["file"] as? String)?.split(separator: "/").last } == [
          "binary.txt", "broken.jsonl", "empty.txt", "packed.jsonl.gz",
        ])
      #expect(rejects.map { $0["line"] as? Int } == [nil, 2, nil, nil])
      // The broken line also shows where people look.
      #expect(result.messages.contains("broken.jsonl:2: broken JSON at byte 9"))
    }
  }

  @Test func `an article of 50 MB is read, or refused by the limit`() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("big.txt", [UInt8](repeating: 0x61, count: 50_000_000))
    let result = try Command.run(["classify", path])
    #expect(result.exitCode == 0)
    #expect(result.output.count { $0 == "\n" } == 1)
    let refused = try Command.run(["classify", "--max-article", "40", path])
    #expect(refused.exitCode == 1)
    #expect(refused.output == "")
    #expect(refused.messages.contains("the file is longer than 40 MiB"))
  }

  @Test func `the order does not depend on the number of jobs`() throws {
    let folder = try TemporaryFolder()
    let line = String(repeating: "words and more words ", count: 40)
    let path = try folder.write(
      "a.jsonl", (0..<8_000).map { "{\"id\":\($0),\"text\":\"\(line)\"}\n" }.joined())
    let one = try Command.run(["classify", "--jobs", "1", path])
    let many = try Command.run(["classify", "--jobs", "5", path])
    #expect(one.output.count { $0 == "\n" } == 8_000)
    #expect(one.output == many.output)
  }

  // MARK: Outputs

  @Test func `a pipe closed by its reader ends quietly`() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("a.jsonl", String(repeating: "{\"text\":\"words\"}\n", count: 200_000))
    let result = try Command.shell("waybill classify '\(path)' | head -n 1 | wc -l; echo ${PIPESTATUS[0]}")
    #expect(result.output == "1\n0\n")
    #expect(result.messages == "")
    let help = try Command.shell("waybill classify --help | true; echo ${PIPESTATUS[0]}")
    #expect(help.output == "0\n")
  }

  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/dev/full")))
  func `a full disk exits with 2 and the reason`() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("a.txt", "words")
    let result = try Command.shell("waybill classify '\(path)' > /dev/full")
    #expect(result.exitCode == 2)
    #expect(result.messages.contains("No space left on device"))
    #expect(try Command.run(["classify", path, "--output", "/dev/full"]).exitCode == 2)
  }

  @Test func `a failed run leaves the old output as it was`() throws {
    let folder = try TemporaryFolder()
    let output = try folder.write("out.jsonl", "old")
    let result = try Command.run(["classify", "-", "--output", output])
    #expect(result.exitCode == 2)
    #expect(try String(contentsOfFile: output, encoding: .utf8) == "old")
    #expect(folder.names == ["out.jsonl"])
    #expect(try Command.run(["classify", "-", "--output", output], input: Array("words".utf8)).exitCode == 0)
    #expect(try lines(output).count == 1)
    #expect(folder.names == ["out.jsonl"])
  }

  @Test(arguments: [(SIGINT, Int32(130)), (SIGTERM, Int32(143))])
  func `an interrupt leaves nothing half written`(signal: Int32, exitCode: Int32) throws {
    let folder = try TemporaryFolder()
    let process = Process()
    let input = Pipe()
    let messages = Pipe()
    process.executableURL = URL(fileURLWithPath: Command.path)
    process.arguments = ["classify", "-", "--output", "\(folder.path)/out.jsonl"]
    process.standardInput = input
    process.standardError = messages
    try process.run()
    // More than a batch, and then nothing: the command waits for the rest.
    try input.fileHandleForWriting.write(
      contentsOf: Data(String(repeating: "{\"text\":\"words\"}\n", count: 200_000).utf8))
    let deadline = ContinuousClock.now + .seconds(20)
    while folder.names.isEmpty, .now < deadline { usleep(10_000) }
    #expect(folder.names.count == 1)
    kill(process.processIdentifier, signal)
    process.waitUntilExit()
    #expect(process.terminationStatus == exitCode)
    #expect(folder.names == [])
    let said = try #require(try messages.fileHandleForReading.readToEnd())
    #expect(String(decoding: said, as: UTF8.self).contains("waybill: interrupted"))
    withExtendedLifetime(input) {}
  }

  // MARK: One article

  @Test func `explain needs to know which article is meant`() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(
      "a.jsonl", "{\"id\":\"one\",\"text\":\"a\"}\n{\"id\":\"two\",\"text\":\"b\"}\n")
    #expect(try Command.run(["explain", path, "--id", "two"]).exitCode == 0)
    let several = try Command.run(["explain", path])
    #expect(several.exitCode == 2)
    #expect(several.messages.contains("more than one article; name one by its id, such as `one`"))
    let unknown = try Command.run(["explain", path, "--id", "three"])
    #expect(unknown.exitCode == 2)
    #expect(unknown.messages.contains("no article with the id `three`"))
    let binary = try Command.run(["explain", try folder.write("b.txt", [1, 0, 2, 0])])
    #expect(binary.exitCode == 2)
  }

  private func lines(_ path: String) throws -> [[String: Any]] {
    try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").map {
      try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
    }
  }
}
