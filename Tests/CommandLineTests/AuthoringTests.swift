import Foundation
import TestSupport
import Testing

/// `rules fmt`, `expand`, `schema` and `new`, run as a user would.
struct AuthoringTests {
  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  // MARK: fmt

  @Test func `fmt rewrites what is not in the layout and names it`() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("a.yaml", "waybill:  1 # c\r\nruleset: { id: a }\r\n")
    try folder.write("b.yml", "waybill: 1\nruleset: {id: b}\n")
    let check = try Command.run(["rules", "fmt", "--check", folder.path])
    #expect(check.exitCode == 1)
    #expect(check.output == "\(path)\n")
    #expect(check.messages == "2 files: 1 to format (`waybill rules fmt` does it), 1 unchanged\n")
    let result = try Command.run(["rules", "fmt", folder.path])
    #expect(result.exitCode == 0)
    #expect(result.output == "\(path)\n")
    #expect(result.messages == "2 files: 1 formatted, 1 unchanged\n")
    #expect(
      try String(contentsOfFile: path, encoding: .utf8)
        == "waybill: 1                              # c\nruleset: {id: a}\n")
    #expect(try Command.run(["rules", "fmt", "--check", folder.path]).exitCode == 0)
    #expect(folder.names == ["a.yaml", "b.yml"])
  }

  @Test func `fmt keeps links and rights, and does not touch what is right`() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("a.yaml", "waybill:  1\n")
    let link = "\(folder.path)/link.yaml"
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: path)
    try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: path)
    #expect(try Command.run(["rules", "fmt", link]).exitCode == 0)
    #expect(try String(contentsOfFile: path, encoding: .utf8) == "waybill: 1\n")
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link) == path)
    let before = try FileManager.default.attributesOfItem(atPath: path)
    #expect(before[.posixPermissions] as? Int == 0o640)
    #expect(try Command.run(["rules", "fmt", path]).output == "")
    let after = try FileManager.default.attributesOfItem(atPath: path)
    #expect(after[.systemFileNumber] as? Int == before[.systemFileNumber] as? Int)
  }

  @Test func `fmt leaves a broken file alone and formats the others`() throws {
    let folder = try TemporaryFolder()
    let broken = try folder.write("broken.yaml", "rules: [a\n")
    try folder.write("fine.yaml", "waybill:  1\n")
    let result = try Command.run(["rules", "fmt", folder.path])
    #expect(result.exitCode == 1)
    #expect(result.output == "\(folder.path)/fine.yaml\n")
    #expect(
      result.messages == """
        error[WB107]: the list that begins here is not closed
         --> \(broken):1:8
          |
        1 | rules: [a
          |        ^
          = note: put a text in quotes if it contains one of `, [ ] { }` or a colon followed by a space
        note: a `[` is never closed
         --> \(broken):2:1
          |
        2 |
          | ^

        2 files: 1 formatted, 0 unchanged, 1 left alone

        """)
    #expect(try String(contentsOfFile: broken, encoding: .utf8) == "rules: [a\n")
  }

  @Test func `fmt touches neither other YAML nor hidden folders`() throws {
    let folder = try TemporaryFolder()
    let other = try folder.write("ci.yml", "on:   [push]\n")
    let hidden = try folder.write(".build/debug.yaml", "waybill:   1\n")
    try folder.write("rules.yaml", "waybill: 1\n")
    let result = try Command.run(["rules", "fmt", folder.path])
    #expect(result.exitCode == 1)
    #expect(result.output == "")
    #expect(
      result.messages.contains("error[WB704]: this is no rule file, and is left as it is\n --> \(other):1:1"))
    #expect(!result.messages.contains(".build"))
    #expect(try String(contentsOfFile: other, encoding: .utf8) == "on:   [push]\n")
    #expect(try String(contentsOfFile: hidden, encoding: .utf8) == "waybill:   1\n")
  }

  @Test(arguments: [
    ([], "no files"), (["-", "x.yaml"], "standard input stands alone"),
    (["--stdin", "x.yaml"], "stands alone"),
    (["--chekc", "x"], "--check"), (["/no/such/file.yaml"], "no such file or folder"),
  ])
  func `fmt exits with 2 when there is nothing to do`(arguments: [String], message: String) throws {
    let result = try Command.run(["rules", "fmt"] + arguments)
    #expect(result.exitCode == 2)
    #expect(result.output == "")
    #expect(result.messages.contains(message), "\(result.messages)")
  }

  @Test(arguments: ["-", "--stdin"])
  func `fmt reads standard input`(argument: String) throws {
    let result = try Command.run(["rules", "fmt", argument], input: Array("waybill:   [ b ]\n".utf8))
    #expect(result.exitCode == 0)
    #expect(result.output == "waybill: [b]\n")
    #expect(result.messages == "")
    #expect(
      try Command.run(["rules", "fmt", argument, "--check"], input: Array("waybill:   1\n".utf8)).exitCode
        == 1)
    #expect(
      try Command.run(["rules", "fmt", argument, "--check"], input: Array("waybill: 1\n".utf8)).exitCode == 0)
    let latin = try Command.run(["rules", "fmt", argument], input: [0x61, 0x3A, 0x20, 0xFC, 0x0A])
    #expect(latin.exitCode == 1)
    #expect(latin.output == "")
    #expect(latin.messages.contains("error[WB102]"))
  }

  @Test func `the shipped rule files are in the layout`() throws {
    let result = try Command.run(["rules", "fmt", "--check", Self.root.appending(path: "Rules").path])
    #expect(result.output == "")
    #expect(result.exitCode == 0)
  }

  // MARK: expand

  @Test func `expand shows lists, gaps and inflections`() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(
      "r.yaml", "waybill: 1\nruleset: {id: r}\nlists: {claim: [claim~, report~, charge]}\n")
    let result = try Command.run([
      "rules", "expand", "deny~ ..3 $claim", "--rules", path, "--list-limit", "2",
    ])
    #expect(result.exitCode == 0)
    #expect(
      result.output == """
        deny~ ..3 $claim
          deny~    deny, denies, … and 2 more
          ..3      up to 3 words of the same clause
          $claim   r#list.claim: 3 phrases, 9 sequences of words
                   claim~, report~, … and 1 more
          = 1 variant, 36 sequences of words, gaps not counted

        """)
    #expect(result.messages == "")
    let json = try Command.run(["rules", "expand", "r#list.claim", "--rules", path, "--format", "json"])
    #expect(json.output.split(separator: "\n").count == 3)
    for line in json.output.split(separator: "\n") {
      let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
      #expect(object?["field"] as? String == "list")
      #expect((object?["variants"] as? [Any])?.count == 1)
    }
  }

  @Test func `expand points at what is wrong with a phrase`() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("r.yaml", "waybill: 1\nruleset: {id: r}\nlists: {claim: [claim~]}\n")
    let result = try Command.run(["rules", "expand", "deny~ $clam", "--rules", path])
    #expect(result.exitCode == 1)
    #expect(result.output == "")
    #expect(
      result.messages == """
        error[WB307]: unknown list `$clam`
         --> phrase:1:7
          |
        1 | deny~ $clam
          |       ^^^^^
          = help: did you mean `$claim`?


        """)
    let json = try Command.run(["rules", "expand", "(a", "--rules", path, "--format", "json"])
    #expect(json.exitCode == 1)
    #expect(json.output.hasPrefix("{\"severity\":\"error\",\"code\":\"WB401\""))
  }

  @Test(arguments: [
    (["weapons#list.transfr"], "did you mean `weapons#list.transfer`?"),
    (["a", "--in", "wapons"], "did you mean `weapons`?"),
    (["a", "--list-limit", "0"], "at least 1"), ([], "phrase"),
    (["a", "--rules", "/no/such.yaml"], "no such file"),
  ])
  func `expand exits with 2 when it cannot run`(arguments: [String], message: String) throws {
    let result = try Command.run(["rules", "expand"] + arguments)
    #expect(result.exitCode == 2)
    #expect(result.output == "")
    #expect(result.messages.contains(message), "\(result.messages)")
  }

  // MARK: schema and new

  @Test func `schema prints what is committed`() throws {
    let result = try Command.run(["rules", "schema"])
    let committed = try String(contentsOf: Self.root.appending(path: "Rules/schema.json"), encoding: .utf8)
    #expect(result.exitCode == 0)
    #expect(result.output == committed)
    #expect(try Command.run(["rules", "schema", "x"]).exitCode == 2)
  }

  /// Build servers have the validator, and so may people.
  private static let hasValidator =
    (try? Command.shell("python3 -c 'import jsonschema, yaml'"))?.exitCode == 0

  @Test(.enabled(if: hasValidator))
  func `another's validator accepts the shipped rule files and a new one, and no faulty ones`() throws {
    let folder = try TemporaryFolder()
    #expect(try Command.run(["rules", "new", "fresh", "--directory", folder.path]).exitCode == 0)
    let script = Self.root.appending(path: "Scripts/check-schema").path
    let result = try Command.shell("'\(script)' '\(folder.path)/fresh.yaml'")
    #expect(result.exitCode == 0, "\(result.output)\(result.messages)")
  }

  @Test(arguments: ["my.route", "a", "Sanctions_2"])
  func `new begins a rule set that is right in every way`(name: String) throws {
    let folder = try TemporaryFolder()
    let target = "\(folder.path)/sub/rules"
    let path = "\(target)/\(name).yaml"
    let result = try Command.run(["rules", "new", name, "--directory", target])
    #expect(result.exitCode == 0)
    #expect(result.output == "\(path)\n\(target)/waybill.schema.json\n")
    #expect(result.messages.contains("waybill rules test \(path)"))

    let check = try Command.run(["rules", "check", "--strict", path])
    #expect(check.exitCode == 0, "\(check.output)")
    #expect(try Command.run(["rules", "check", "--strict", "default", path]).exitCode == 0)
    let tests = try Command.run(["rules", "test", path])
    #expect(tests.exitCode == 0, "\(tests.output)")
    #expect(tests.messages == "5 tests: 5 passed, 0 failed\n")
    #expect(try Command.run(["rules", "fmt", "--check", path]).exitCode == 0)
    let classified = try Command.run(
      ["classify", "-", "--rules", path], input: Array("Two freighters left port.".utf8))
    #expect(classified.output.contains("\"label\":\"sea\""))
  }

  @Test func `new overwrites nothing`() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("mine.yaml", "mine")
    let schema = try folder.write("waybill.schema.json", "{}")
    let result = try Command.run(["rules", "new", "mine", "--directory", folder.path])
    #expect(result.exitCode == 2)
    #expect(result.messages == "waybill: \(path) is there already; it is left as it is\n")
    #expect(try String(contentsOfFile: path, encoding: .utf8) == "mine")
    #expect(try Command.run(["rules", "new", "other", "--directory", folder.path]).exitCode == 0)
    #expect(try String(contentsOfFile: schema, encoding: .utf8) == "{}")
  }

  @Test(arguments: ["a b", "../x", "", ".a", "-a", "a/b", "1a", "a.", "weapons", "ä", "default"])
  func `new refuses a name that no rule set can have`(name: String) throws {
    let folder = try TemporaryFolder()
    let result = try Command.run(["rules", "new", "--directory", folder.path, "--", name])
    #expect(result.exitCode == 2)
    #expect(result.messages.hasPrefix("waybill: "), "\(result.messages)")
    #expect(folder.names.isEmpty)
  }

  // MARK: The page

  @Test func `the page on the author's tools shows what they print`() throws {
    let page = Self.root.appending(path: "Documentation/AuthoringTools.md")
    let text = try String(contentsOf: page, encoding: .utf8)
    let folder = try TemporaryFolder()
    var blocks = text.components(separatedBy: "```")
    var commands = 0
    for index in stride(from: 1, to: blocks.count, by: 2) where blocks[index].hasPrefix("console\n") {
      var shown = "console\n"
      for line in blocks[index].components(separatedBy: "\n") where line.hasPrefix("$ ") {
        commands += 1
        let result = try Command.shell("cd '\(folder.path)' && { \(line.dropFirst(2)); } 2>&1")
        #expect(result.exitCode == 0, "\(line)")
        shown += line + "\n" + result.output
      }
      if Self.updates { blocks[index] = shown } else { #expect(shown == blocks[index]) }
    }
    #expect(commands >= 3)
    if Self.updates { try Data(blocks.joined(separator: "```").utf8).write(to: page) }
  }

  private static var updates: Bool { ProcessInfo.processInfo.environment["WAYBILL_UPDATE_GOLDEN"] == "1" }
}
