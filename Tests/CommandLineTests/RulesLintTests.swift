import Foundation
import TestSupport
import Testing

/// `waybill rules lint` and what `rules check` and `rules test` say of lints and overrides.
struct RulesLintTests {
  private static let faulty = """
    waybill: 1
    ruleset: {id: my.route}
    labels: {route: {kind: enum, of: [sea, air]}}
    lists:
      spare: [barge~]
    rules:
      - id: by-sea
        emit: {route: sea}
        match: [freighter~, freighters]
        tests:
          - {text: "two [[freighters]]", expect: {route: sea}}
          - {text: "sea shells", expect: none}

    """

  @Test func `lints are shown with their names and a place, as text and as JSON`() throws {
    let folder = try TemporaryFolder()
    try folder.write("route.yaml", Self.faulty)
    let text = try Command.shell("cd '\(folder.path)' && waybill rules lint route.yaml")
    #expect(text.exitCode == 1)
    #expect(
      text.output == """
        warning[WB507 unused-list]: nothing refers to the list `spare`
         --> route.yaml:5:3
          |
        5 |   spare: [barge~]
          |   ^^^^^

        warning[WB501 shadowed-phrase]: `freighters` finds nothing that `freighter~` does not, in `match` of rule `by-sea`
         --> route.yaml:9:25
          |
        9 |     match: [freighter~, freighters]
          |                         ^^^^^^^^^^
        note: the other phrase
         --> route.yaml:9:13
          |
        9 |     match: [freighter~, freighters]
          |             ^^^^^^^^^^


        """)
    #expect(text.messages == "1 file: 2 findings\n")
    let json = try Command.shell("cd '\(folder.path)' && waybill rules lint --format json route.yaml")
    let lines = json.output.split(separator: "\n")
    let names = try lines.map { line in
      try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])["lint"]
        as? String
    }
    #expect(names == ["unused-list", "shadowed-phrase"])
  }

  @Test func `lints alone pass a check, but not a strict one`() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("route.yaml", Self.faulty)
    #expect(try Command.run(["rules", "check", path]).exitCode == 0)
    #expect(try Command.run(["rules", "check", "--strict", path]).exitCode == 1)
    let broken = try folder.write("broken.yaml", Self.faulty + "    machtes: [x]\n")
    #expect(try Command.run(["rules", "lint", broken]).exitCode == 2)
    let list = try Command.run(["rules", "lint", "--list"])
    #expect(list.exitCode == 0 && list.output.contains("WB507  unused-list "))
  }

  @Test func `files that are only imported are nobody's to mend`() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(
      "mine.yaml",
      """
      waybill: 1
      ruleset: {id: mine}
      imports: [{from: cues.polarity}]
      """)
    let result = try Command.run(["rules", "lint", path])
    #expect(result.messages == "3 files: 0 findings\n" && result.exitCode == 0)
  }

  @Test func `a test that an override breaks names the override`() throws {
    let folder = try TemporaryFolder()
    try folder.write("route.yaml", Self.faulty)
    let listed = try Command.shell("cd '\(folder.path)' && waybill rules list --constructs route.yaml")
    let row = try #require(listed.output.split(separator: "\n").first { $0.contains("#rule.by-sea") })
    let seen = try #require(row.split(separator: "\t").last)
    try folder.write(
      "mine.yaml",
      """
      waybill: 1
      ruleset: {id: mine}
      overrides:
        - target: my.route#rule.by-sea
          seen: \(seen)
          remove: {match: [freighter~, freighters]}
          add: {match: [barge~]}
          why: only barges count

      """)
    let result = try Command.shell("cd '\(folder.path)' && waybill rules test route.yaml mine.yaml")
    #expect(result.exitCode == 1)
    #expect(
      result.output.contains(
        "  but       the test passes without the override at mine.yaml:4 (`mine` overrides `my.route#rule.by-sea`); "
          + "if the change is meant, take the test away there: `remove: {tests: […]}`\n"))
    let after = try Command.shell(
      "cd '\(folder.path)' && waybill rules list --constructs route.yaml mine.yaml")
    let changed = try #require(after.output.split(separator: "\n").first { $0.contains("#rule.by-sea") })
    #expect(changed.contains("\t\(seen)\toverridden by mine, now "))
  }
}
