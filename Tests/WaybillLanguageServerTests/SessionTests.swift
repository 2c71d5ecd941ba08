import Foundation
import TestSupport
import Testing
import Waybill

/// Sessions with the built server, as an editor has them.
struct SessionTests {
  private static let base = """
    waybill: 1
    ruleset: {id: base}
    classifiers:
      - {id: route, plugin: labels, emits: [route]}
    labels:
      route: {kind: enum, of: [sea, air]}
    lists:
      ship: [freighter~, cargo ship~]
    rules:
      - id: by-sea
        emit: {route: sea}
        match: [$ship, by sea]
        tests:
          - {text: "aboard two [[freighters]]", expect: {route: sea}}
          - {text: "sea shells", expect: none}

    """

  private static let user = """
    waybill: 1
    ruleset: {id: user}
    imports:
      - {from: base, as: b}
    rules:
      - id: docks
        emit: {route: sea}
        match: [(large|) $b.ship, "in the 🚢 hold of ..2 $b.ship"]
        needs: {within: sentence, label: route}
        tests:
          - {text: "x", expect: {route: sea}, status: known-gap}
          - {text: "y", expect: none}

    """

  /// A folder with two rule files of which one uses the other.
  private func folder() throws -> (TemporaryFolder, base: String, user: String) {
    let folder = try TemporaryFolder()
    return (folder, try folder.write("base.yaml", Self.base), try folder.write("sub/user.yml", Self.user))
  }

  // MARK: Life

  @Test func `says what it can do, and ends with 0 after shutdown`() throws {
    let client = try Client()
    let result = try client.begin(nil)
    let capabilities = try #require(result["capabilities"] as? Client.Object)
    #expect(capabilities["positionEncoding"] as? String == "utf-16")
    #expect((capabilities["textDocumentSync"] as? Client.Object)?["change"] as? Int == 2)
    #expect(try client.request("shutdown", [:]) is NSNull)
    #expect(throws: Client.Failure.self) { try client.request("textDocument/hover", [:]) }
    try client.notify("exit", [:])
    #expect(try client.exitCode() == 0)
  }

  @Test func `ends with 1 when told to exit without shutdown`() throws {
    let client = try Client()
    try client.begin(nil)
    try client.notify("exit", [:])
    #expect(try client.exitCode() == 1)
  }

  @Test func `ends when the client's end of the pipe is closed`() throws {
    let client = try Client()
    try client.begin(nil)
    try client.closeInput()
    #expect(try client.exitCode() == 1)
  }

  @Test func `ends when the client is killed, though the pipe stays open`() throws {
    let editor = Process()
    editor.executableURL = URL(fileURLWithPath: "/bin/sleep")
    editor.arguments = ["600"]
    try editor.run()
    let client = try Client()
    try client.begin(nil, processID: editor.processIdentifier)
    kill(editor.processIdentifier, SIGKILL)
    editor.waitUntilExit()
    #expect(try client.exitCode() == 1)
  }

  @Test func `refuses what comes before initialize, and initialize twice`() throws {
    let client = try Client()
    let early = try #require(throws: Client.Failure.self) { try client.request("textDocument/hover", [:]) }
    #expect(early.code == -32002)
    try client.begin(nil)
    let twice = try #require(throws: Client.Failure.self) { try client.request("initialize", [:]) }
    #expect(twice.code == -32600)
  }

  @Test func `goes on after messages that are none`() throws {
    let client = try Client()
    try client.begin(nil)
    for (junk, code) in [
      ("Content-Length: 3\r\n\r\n{{{", -32700), ("Content-Length: x\r\n\r\n", -32700),
      ("Content-Length: 2\r\n\r\n{}", -32600), ("Content-Length: 2\r\n\r\n[]", -32600),
    ] {
      try client.write(junk)
      let answer = try client.wait("a complaint") { $0["id"] is NSNull }
      #expect((answer["error"] as? Client.Object)?["code"] as? Int == code, "\(junk)")
    }
    let unknown = try #require(throws: Client.Failure.self) { try client.request("textDocument/fly", [:]) }
    #expect(unknown.code == -32601)
    let unread = try #require(throws: Client.Failure.self) {
      try client.request("textDocument/hover", ["x": 1])
    }
    #expect(unread.code == -32602)
    try client.notify("textDocument/didChange", ["x": 1])
    try client.notify("textDocument/fly", [:])
    let closed = try #require(throws: Client.Failure.self) {
      try client.request("textDocument/hover", client.place("/nowhere.yaml", "‸"))
    }
    #expect(closed.code == -32602)
    try client.request("shutdown", [:])
  }

  @Test func `does not answer a request that was cancelled while it waited`() throws {
    let (folder, base, _) = try folder()
    let client = try Client()
    try client.begin(folder.path)
    // So much work is before it that the cancellation comes in time.
    let text = Self.base + String(repeating: "# comment\n", count: 400_000)
    try client.open(base, text)
    for version in 2..<6 { try client.change(base, version, text) }
    let first = try client.send("textDocument/hover", client.place(base, "waybill‸"))
    let second = try client.send("textDocument/hover", client.place(base, "waybill‸"))
    try client.notify("$/cancelRequest", ["id": second])
    #expect(try client.result(of: first) != nil)
    let failure = try #require(throws: Client.Failure.self) { try client.result(of: second) }
    #expect(failure.code == -32800)
    // One that was answered, or never asked, is no matter.
    try client.notify("$/cancelRequest", ["id": first])
    try client.notify("$/cancelRequest", ["id": "nothing"])
    try client.request("shutdown", [:])
  }

  // MARK: Diagnostics

  @Test func `shows problems of open and closed files, and takes them back`() throws {
    let (folder, base, user) = try folder()
    let client = try Client()
    try client.begin(folder.path)
    try client.open(base, Self.base)
    #expect(try client.codes(base, version: 1) == [])
    // The other file is not open, and has a problem from this one's change.
    try client.change(base, 2, Self.base.replacing("  ship:", with: "  boat:"))
    #expect(try client.codes(base, version: 2) == ["WB307"])
    let far = try client.diagnostics(user)
    #expect(far.compactMap { $0["code"] as? String } == ["WB307", "WB307"])
    #expect((far[0]["message"] as? String)?.contains("unknown list") == true)
    try client.change(base, 3, Self.base)
    #expect(try client.codes(base, version: 3) == [])
    #expect(try client.codes(user) == [])
  }

  @Test func `says at once what is not well-formed, and when it is again`() throws {
    let (folder, base, user) = try folder()
    // Compiling is put off for so long that only the quick look can be what answers.
    let client = try Client(["--pause", "4000"])
    try client.begin(folder.path)
    try client.open(base, Self.base)
    try client.change(base, 2, Self.base + "policy: {a: [")
    let clock = ContinuousClock()
    let start = clock.now
    #expect(try client.codes(base, version: 2) == ["WB107"])
    try client.change(base, 3, Self.base)
    #expect(try client.codes(base, version: 3) == [])
    #expect(clock.now - start < .seconds(3))
    // The check of all files comes to the same, and says nothing a second time.
    try client.open(user, Self.user)
    #expect(try client.codes(user, version: 1) == [])
    try client.change(base, 4, Self.base + "nonsense: 1\n")
    #expect(try client.codes(base) == ["WB203"])
    try client.request("shutdown", [:])
  }

  @Test func `keeps the names of a file that is being typed for the others`() throws {
    let (folder, base, user) = try folder()
    let client = try Client()
    try client.begin(folder.path)
    try client.open(user, Self.user)
    #expect(try client.codes(user, version: 1) == [])
    try client.open(base, Self.base)
    #expect(try client.codes(base, version: 1) == [])
    try client.change(base, 2, Self.base + "policy: {a: [")
    #expect(try client.codes(base, version: 2) == ["WB107"])
    #expect(try client.codes(user, version: 1) == [])
  }

  @Test func `reads an untitled start, other YAML and files outside of the folder`() throws {
    let (folder, _, _) = try folder()
    let other = try TemporaryFolder()
    let client = try Client()
    try client.begin(folder.path)
    let compose = "\(folder.path)/compose.yaml"
    try client.open(compose, "services: {web: {image: x}}\n" + String(repeating: "# y\n", count: 20))
    let alone = "\(other.path)/alone.yaml"
    try client.open(alone, "waybill: 1\nruleset: {id: base}\nlists: {a: [$b]}\n")
    // It has the id of a rule set of the folder, of which it is no part.
    #expect(try client.codes(alone) == ["WB307"])
    #expect(
      try client.labels(compose, "services: {web: {ima‸ge: x}}\n" + String(repeating: "# y\n", count: 20))
        == [])
    #expect(try client.labels("\(other.path)/new.yaml", "‸").contains("waybill"))
  }

  @Test func `follows files that change on disk`() throws {
    let (folder, base, user) = try folder()
    let client = try Client()
    try client.begin(folder.path)
    try client.open(user, Self.user)
    #expect(try client.codes(user) == [])
    try FileManager.default.removeItem(atPath: base)
    try client.notify(
      "workspace/didChangeWatchedFiles", ["changes": [["uri": Client.uri(base), "type": 3] as Client.Object]])
    #expect(try client.codes(user).contains("WB305"))
    try folder.write("base.yaml", Self.base)
    try client.notify(
      "workspace/didChangeWatchedFiles", ["changes": [["uri": Client.uri(base), "type": 1] as Client.Object]])
    #expect(try client.codes(user) == [])
  }

  @Test func `closing a document brings back what is on disk`() throws {
    let (folder, base, _) = try folder()
    let client = try Client()
    try client.begin(folder.path)
    try client.open(base, Self.base + "nonsense: 1\n")
    #expect(try client.codes(base, version: 1) == ["WB203"])
    try client.notify("textDocument/didClose", ["textDocument": ["uri": Client.uri(base)]])
    #expect(try client.codes(base) == [])
  }

  @Test func `counts in UTF-16, or in bytes where the client can`() throws {
    let (folder, base, _) = try folder()
    let text = "waybill: 1\nruleset: {id: u}\nlists:\n  a: [\"🚢é\", $zz]\n"
    for (encodings, character) in [(nil, 14), (["utf-32", "utf-8"], 17)] as [([String]?, Int)] {
      let client = try Client()
      let result = try client.begin(folder.path, encodings: encodings)
      let chosen = (result["capabilities"] as? Client.Object)?["positionEncoding"] as? String
      #expect(chosen == (encodings == nil ? "utf-16" : "utf-8"))
      try client.open(base, text)
      let found = try client.diagnostics(base).first { $0["code"] as? String == "WB307" }
      let start = (found?["range"] as? Client.Object)?["start"] as? Client.Object
      #expect(start?["line"] as? Int == 3)
      #expect(start?["character"] as? Int == character - 1)
      // An edit right behind the ship, by the same count.
      try client.type(base, 2, line: 3, character: encodings == nil ? 9 : 11, "x")
      let hover = try client.request(
        "textDocument/hover",
        [
          "textDocument": ["uri": Client.uri(base)],
          "position": ["line": 3, "character": 8] as Client.Object,
        ])
      let shown = (hover as? Client.Object)?["contents"] as? Client.Object
      #expect((shown?["value"] as? String)?.contains("🚢xé") == true, "\(String(describing: hover))")
    }
  }

  @Test func `a rule can be typed letter by letter`() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("typed.yaml", "")
    let client = try Client()
    try client.begin(folder.path)
    try client.open(path, "")
    let text = Self.base
    var (line, character, version) = (0, 0, 1)
    for letter in text {
      version += 1
      try client.type(path, version, line: line, character: character, String(letter))
      if letter == "\n" { (line, character) = (line + 1, 0) } else { character += String(letter).utf16.count }
      let position = ["line": line, "character": character]
      let parameters: Client.Object = ["textDocument": ["uri": Client.uri(path)], "position": position]
      // Whatever half a rule says, every question gets an answer.
      let list = try client.request("textDocument/completion", parameters) as? Client.Object
      #expect(list?["items"] != nil)
      for method in ["textDocument/hover", "textDocument/definition"] {
        try client.request(method, parameters)
      }
    }
    #expect(try client.codes(path, version: version) == [])
    // What was put together from pieces is the text itself.
    let edits = try client.request(
      "textDocument/formatting",
      ["textDocument": ["uri": Client.uri(path)], "options": ["tabSize": 2] as Client.Object])
    #expect((edits as? [Any])?.isEmpty == true)
  }

  @Test func `a file beyond every limit is a problem and no harm`() throws {
    let (folder, base, _) = try folder()
    let client = try Client()
    try client.begin(folder.path)
    let text = Self.base + String(repeating: "# a comment of some length, again and again\n", count: 200_000)
    try client.open(base, text)
    #expect(try client.codes(base) == ["WB101"])
    #expect(try client.request("textDocument/hover", client.place(base, "way‸bill: 1")) is NSNull)
    let list =
      try client.request("textDocument/completion", client.place(base, "way‸bill: 1")) as? Client.Object
    #expect((list?["items"] as? [Any])?.isEmpty == true)
    try client.change(
      base, 2, "waybill: 1\nruleset: {id: a}\nlists: " + String(repeating: "[", count: 100_000))
    #expect(try client.codes(base, version: 2) == ["WB105"])
  }

  // MARK: Rename

  @Test func `renames a list in both files, and the result compiles`() throws {
    let (folder, base, user) = try folder()
    let client = try Client()
    try client.begin(folder.path)
    try client.open(base, Self.base)
    let place = client.place(base, Self.base.replacing("$ship", with: "$sh‸ip"))
    let prepared = try client.request("textDocument/prepareRename", place) as? Client.Object
    #expect(prepared?["placeholder"] as? String == "ship")
    let edit = try client.request("textDocument/rename", place.merging(["newName": "vessel"]) { $1 })
    try Self.apply(edit, to: [base, user])
    let texts = try [base, user].map { try String(contentsOfFile: $0, encoding: .utf8) }
    #expect(texts[0] == Self.base.replacing("$ship", with: "$vessel").replacing("  ship:", with: "  vessel:"))
    #expect(texts[1] == Self.user.replacing("$b.ship", with: "$b.vessel"))
    #expect(RuleTools.check([.path(folder.path)]).diagnostics.isEmpty)
    #expect(try RuleTools.test([.path(folder.path)]).failures == 0)
  }

  @Test func `renames a label wherever it stands`() throws {
    let (folder, base, user) = try folder()
    let client = try Client()
    try client.begin(folder.path)
    try client.open(user, Self.user)
    let place = client.place(user, Self.user.replacing("{route: sea}\n", with: "{route: s‸ea}\n"))
    let edit = try client.request("textDocument/rename", place.merging(["newName": "water"]) { $1 })
    try Self.apply(edit, to: [base, user])
    let text = try String(contentsOfFile: base, encoding: .utf8)
    // The phrase `by sea` and the text `sea shells` are no labels.
    #expect(text.contains("of: [water, air]") && text.contains("by sea]") && text.contains("\"sea shells\""))
    #expect(RuleTools.check([.path(folder.path)]).diagnostics.isEmpty)
    #expect(try RuleTools.test([.path(folder.path)]).failures == 0)
  }

  @Test(arguments: [
    ("  sh‸ip:", "  ship:", "air craft", "cannot be a name"), ("  sh‸ip:", "  ship:", "", "cannot be a name"),
    ("  sh‸ip:", "  ship:", "number", "something else"),
    ("  sh‸ip:", "  ship:", "actor.state", "something else"),
    ("  sh‸ip:", "  ship:", "ship.", "cannot be a name"), ("[s‸ea,", "[sea,", "air", "already"),
    ("[s‸ea,", "[sea,", "route", "already"), ("id: by‸-sea", "id: by-sea", "x", "only lists and labels"),
    ("mat‸ch", "match", "x", "nothing that can be renamed"),
  ])
  func `refuses a rename that cannot be`(marked: String, plain: String, name: String, reason: String) throws {
    let (folder, base, _) = try folder()
    let client = try Client()
    try client.begin(folder.path)
    try client.open(base, Self.base)
    let place = client.place(base, Self.base.replacing(plain, with: marked, maxReplacements: 1))
    let failure = try #require(throws: Client.Failure.self) {
      try client.request("textDocument/rename", place.merging(["newName": name]) { $1 })
    }
    #expect(failure.description.contains(reason), "\(failure)")
  }

  @Test func `refuses a rename that another list would catch, or a broken file would miss`() throws {
    let (folder, base, user) = try folder()
    let client = try Client()
    try client.begin(folder.path)
    try client.open(base, Self.base)
    let place = client.place(base, Self.base.replacing("  ship:", with: "  sh‸ip:"))
    try client.open(user, Self.user + "lists: {b.vessel: [x]}\n")
    let caught = try #require(throws: Client.Failure.self) {
      try client.request("textDocument/rename", place.merging(["newName": "vessel"]) { $1 })
    }
    #expect(caught.description.contains("`$b.vessel` means another list"))
    try client.change(user, 2, Self.user + "lists: {b: [")
    let broken = try #require(throws: Client.Failure.self) {
      try client.request("textDocument/rename", place.merging(["newName": "vessel"]) { $1 })
    }
    #expect(broken.description.contains("mend it first"))
  }

  @Test func `refuses to rename what comes with the binary`() throws {
    let (folder, base, _) = try folder()
    let client = try Client()
    try client.begin(folder.path)
    let text =
      "waybill: 1\nruleset: {id: base}\nimports: [{from: cues.verbs, as: v}]\nlists: {a: [$v.give]}\n"
    try client.open(base, text)
    let failure = try #require(throws: Client.Failure.self) {
      try client.request(
        "textDocument/prepareRename", client.place(base, text.replacing("$v.", with: "$v.‸")))
    }
    #expect(failure.description.contains("shipped"), "\(failure)")
  }

  /// Applies a workspace edit to files on disk, the last place first.
  private static func apply(_ edit: Any?, to paths: [String]) throws {
    let changes = try #require((edit as? Client.Object)?["changes"] as? [String: [Client.Object]])
    #expect(Set(changes.keys) == Set(paths.map(Client.uri)))
    for path in paths {
      var lines = try String(contentsOfFile: path, encoding: .utf8).split(
        separator: "\n", omittingEmptySubsequences: false
      ).map { Array($0.utf16) }
      for edit in (changes[Client.uri(path)] ?? []).reversed() {
        let range = try #require(edit["range"] as? [String: [String: Int]])
        let (start, end) = (try #require(range["start"]), try #require(range["end"]))
        let line = try #require(start["line"])
        #expect(end["line"] == line)
        lines[line].replaceSubrange(
          try #require(start["character"])..<#require(end["character"]),
          with: Array(try #require(edit["newText"] as? String).utf16))
      }
      let text = lines.map { String(decoding: $0, as: UTF16.self) }.joined(separator: "\n")
      try text.write(toFile: path, atomically: true, encoding: .utf8)
    }
  }

  // MARK: Formatting

  @Test func `formats a document, and leaves a broken one alone`() throws {
    let (folder, base, _) = try folder()
    let client = try Client()
    try client.begin(folder.path)
    try client.open(base, Self.base.replacing("  ship: [freighter~,", with: "  ship:   [ freighter~,"))
    let parameters: Client.Object = [
      "textDocument": ["uri": Client.uri(base)], "options": [:] as Client.Object,
    ]
    let edits = try #require(try client.request("textDocument/formatting", parameters) as? [Client.Object])
    #expect(edits.count == 1)
    #expect(edits.first?["newText"] as? String == "  ship: [freighter~, cargo ship~]\n")
    try client.change(base, 2, Self.base + "a: [")
    #expect(try client.request("textDocument/formatting", parameters) is NSNull)
    try client.change(base, 3, Self.base)
    #expect((try client.request("textDocument/formatting", parameters) as? [Any])?.isEmpty == true)
  }
}
