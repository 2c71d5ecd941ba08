import Foundation
import TestSupport
import Testing

/// `explain --why-not` and `rules test`, run as a user would.
struct AuthoringCommandTests {
  private static let rules = """
    waybill: 1
    ruleset: {id: my.route}
    classifiers: [{id: c, plugin: labels, emits: [route]}]
    labels: {route: {kind: enum, of: [sea]}}
    rules:
      - id: by-sea
        emit: {route: sea}
        match: [cargo ship~]
        tests:
          - {text: "two [[cargo ships]]", expect: {route: sea}}
          - {text: "sea shells", expect: none}

    """

  // MARK: explain --why-not

  @Test func `says why not, and with which change it would`() throws {
    let folder = try TemporaryFolder()
    let rules = try folder.write("r.yaml", Self.rules)
    let arguments = ["explain", "-", "--rules", rules, "--why-not", "by-sea"]
    let text = Array("A cargo of ships.".utf8)
    let result = try Command.run(arguments, input: text)
    #expect(result.exitCode == 0)
    #expect(result.output.contains("my.route#rule.by-sea does not hit"))
    #expect(result.output.contains("`cargo ship~` → `cargo ..1 ship~`"))
    let json = try Command.run(arguments + ["--format", "json"], input: text)
    let value = try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any]
    #expect(value?["hit"] as? Bool == false)
    #expect((value?["edits"] as? [[String: Any]])?.first?["replacement"] as? String == "cargo ..1 ship~")
    let hit = try Command.run(arguments, input: Array("A cargo ship.".utf8))
    #expect(hit.output.contains("my.route#rule.by-sea hits"))
  }

  @Test func `asks about one article of several`() throws {
    let folder = try TemporaryFolder()
    let rules = try folder.write("r.yaml", Self.rules)
    let file = try folder.write(
      "a.jsonl", "{\"id\":\"a\",\"text\":\"cargo ship\"}\n{\"id\":\"b\",\"text\":\"cargo\"}\n")
    let a = try Command.run(["explain", file, "--id", "a", "--rules", rules, "--why-not", "by-sea"])
    let b = try Command.run(["explain", file, "--id", "b", "--rules", rules, "--why-not", "by-sea"])
    #expect(a.output.contains(" hits") && b.output.contains("does not hit"))
  }

  @Test(arguments: [
    (["--why-not", "by-see"], "did you mean `my.route#rule.by-sea`?"),
    (["--format", "json"], "--format json goes with --why-not"),
  ])
  func `refuses what cannot be asked`(_ arguments: [String], _ message: String) throws {
    let folder = try TemporaryFolder()
    let rules = try folder.write("r.yaml", Self.rules)
    let result = try Command.run(["explain", "-", "--rules", rules] + arguments, input: Array("x".utf8))
    #expect(result.exitCode == 2)
    #expect(result.output == "")
    #expect(result.messages.contains(message), "\(result.messages)")
  }

  // MARK: rules test

  @Test func `passes, fails and cannot run, each with its code`() throws {
    let folder = try TemporaryFolder()
    let good = try folder.write("good.yaml", Self.rules)
    let bad = try folder.write("bad.yaml", Self.rules.replacingOccurrences(of: "two [[", with: "[[two "))
    let broken = try folder.write("broken.yaml", Self.rules.replacingOccurrences(of: "emit", with: "omit"))
    let junit = "\(folder.path)/out.xml"
    let passed = try Command.run(["rules", "test", good, "--strict", "--junit", junit])
    #expect(passed.exitCode == 0)
    #expect(passed.output == "")
    #expect(passed.messages == "2 tests: 2 passed, 0 failed\n")
    #expect(try String(contentsOfFile: junit, encoding: .utf8).contains("<testsuites"))
    let failed = try Command.run(["rules", "test", bad])
    #expect(failed.exitCode == 1)
    #expect(
      failed.output.hasPrefix("FAIL  my.route#rule.by-sea  \(bad):10\n  expected  [[two cargo ships]]\n"))
    #expect(try Command.run(["rules", "test", broken]).exitCode == 2)
    #expect(try Command.run(["rules", "test", good, "--filter", "nix"]).exitCode == 2)
    #expect(try Command.run(["rules", "test", good, "--junit", "/no/such/place/x"]).exitCode == 2)
    #expect(try Command.run(["rules", "test", "--watch"]).exitCode == 2)
  }

  @Test func `names rules that lack tests; with --strict that is a failure`() throws {
    let folder = try TemporaryFolder()
    let text = Self.rules.split(separator: "\n").filter { !$0.contains("none") }.joined(separator: "\n")
    let path = try folder.write("r.yaml", text)
    let lax = try Command.run(["rules", "test", path])
    #expect(lax.exitCode == 0)
    #expect(lax.messages.contains("my.route#rule.by-sea has no near miss"))
    #expect(try Command.run(["rules", "test", path, "--strict"]).exitCode == 1)
  }

  @Test func `tests the files that are named, and of imported ones what they override`() throws {
    let folder = try TemporaryFolder()
    let text = Self.rules + "imports: [{from: cues.polarity}]\n"
    let path = try folder.write("r.yaml", text)
    #expect(try Command.run(["rules", "test", path]).messages == "2 tests: 2 passed, 0 failed\n")
    let all = try Command.run(["rules", "test", path, "--imported"])
    #expect(all.messages.contains("tests: ") && !all.messages.hasPrefix("2 tests:"), "\(all.messages)")
    let bare = try folder.write(
      "bare.yaml", "waybill: 1\nruleset: {id: bare}\nimports: [{from: cues.polarity}]\n")
    let none = try Command.run(["rules", "test", bare])
    #expect(none.exitCode == 2)
    #expect(
      none.messages == "waybill: the rules have no tests; --imported runs those of imported rule sets\n")

    let listed = try Command.run(["rules", "list", "--constructs", bare]).output.split(separator: "\n")
    let row = try #require(listed.first { $0.hasPrefix("cues.polarity#modifier.") }?.split(separator: "\t"))
    let local = try folder.write(
      "local.yaml",
      """
      waybill: 1
      ruleset: {id: local}
      imports: [{from: cues.polarity}]
      overrides:
        - {target: \(row[0]), seen: \(row[1]), add: {cues: [qqqq]}, why: to be tested}

      """)
    let overridden = try Command.run(["rules", "test", local, "--format", "json"])
    let owners = Set(overridden.output.split(separator: "\n").map { $0.prefix { $0 != "," } })
    #expect(owners == ["{\"rule\": \"\(row[0])\""], "\(overridden.messages)")
  }

  // MARK: rules test --watch

  @Test(.timeLimit(.minutes(1)))
  func `watches: runs on save, lives through broken rules, ends with 130`() throws {
    let folder = try TemporaryFolder()
    let rules = try folder.write("rules/r.yaml", Self.rules)
    let process = Process()
    let messages = Pipe()
    let output = Pipe()
    process.executableURL = URL(fileURLWithPath: Command.path)
    process.arguments = ["rules", "test", "\(folder.path)/rules", "--watch"]
    process.standardInput = FileHandle.nullDevice
    process.standardError = messages
    process.standardOutput = output
    try process.run()
    var said = ""
    /// Reads messages until one of them ends a run; returns those since the last.
    func nextRun() -> String {
      var text = ""
      while !text.contains("Ctrl-C ends\n") {
        let data = messages.fileHandleForReading.availableData
        if data.isEmpty { break }
        text += String(decoding: data, as: UTF8.self)
      }
      said += text
      return text
    }
    #expect(nextRun().contains("2 tests: 2 passed, 0 failed\nwatching 1 rule file"))

    let clock = ContinuousClock()
    let saved = clock.now
    try folder.write("rules/r.yaml", Self.rules.replacingOccurrences(of: "two [[", with: "[[two "))
    let failed = nextRun()
    let elapsed = clock.now - saved
    #expect(failed.contains("r.yaml changed") && failed.contains("1 passed, 1 failed"), "\(failed)")
    #expect(elapsed < .seconds(3), "\(elapsed)")

    try folder.write("rules/r.yaml", Self.rules.replacingOccurrences(of: "emit", with: "omit"))
    #expect(nextRun().contains("omit"))
    // A new file takes the old one's place, as some editors do it.
    let new = try folder.write("rules/new.part", Self.rules)
    #expect(unsafe rename(new, rules) == 0)
    #expect(nextRun().contains("2 tests: 2 passed"))

    process.interrupt()
    process.waitUntilExit()
    #expect(process.terminationReason == .exit)
    #expect(process.terminationStatus == 130)
    let last = String(decoding: messages.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    #expect(last.contains("stopped watching"))
    #expect(
      String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self).contains("FAIL"))
  }
}
