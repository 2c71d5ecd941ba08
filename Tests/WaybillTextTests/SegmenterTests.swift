import Testing

@testable import WaybillText

struct SegmenterTests {
  private func sentences(_ text: String) -> [String] {
    var sample = Sample(text)
    return sample.segmented().sentences.map { sample.slice($0.tokens) }
  }

  private static let split: [(String, [String])] = [
    ("Iran denied it. Russia did not.", ["Iran denied it", "Russia did not"]),
    ("Who sent them? Nobody knows! We ask.", ["Who sent them", "Nobody knows", "We ask"]),
    ("“We sent none.” He left.", ["We sent none", "He left"]),
    ("It fell (in May). 300 shells followed.", ["It fell (in May", "300 shells followed"]),
    ("It cost 3.5 million. “Too much,” he said.", ["It cost 3.5 million", "Too much,” he said"]),
    ("Mr. Kirby met Gen. Ryder and Sen. Reed.", ["Mr. Kirby met Gen. Ryder and Sen. Reed"]),
    ("It was J. Smith who left.", ["It was J. Smith who left"]),
    ("He moved to St. Petersburg vs. Moscow.", ["He moved to St. Petersburg vs. Moscow"]),
    ("U.S. officials met. The U.S. The rest left.", ["U.S. officials met", "The U.S.", "The rest left"]),
    ("He works for Acme Inc. The firm sells arms.", ["He works for Acme Inc", "The firm sells arms"]),
    ("Acme Inc. Vice President Lee spoke.", ["Acme Inc. Vice President Lee spoke"]),
    ("It came on Jan. 5 and Feb. 6.", ["It came on Jan. 5 and Feb. 6"]),
    ("See No. 5 on the list. No. He refused.", ["See No. 5 on the list", "No", "He refused"]),
    ("Rockets, e.g. Grad, i.e. Hail, fell.", ["Rockets, e.g. Grad, i.e. Hail, fell"]),
    ("a .50-caliber gun. 5 more came", ["a .50-caliber gun", "5 more came"]),
    ("They came on the 1st. Then they left.", ["They came on the 1st", "Then they left"]),
    ("“Did Iran send it?” Kirby asked.", ["Did Iran send it?” Kirby asked"]),
    ("He said yes... and then no.", ["He said yes... and then no"]),
    ("One here\n\nTwo there", ["One here", "Two there"]),
    ("The list:\n• guns and shells\n• boats", ["The list", "guns and shells", "boats"]),
    ("The list:\n1. Guns\n2. Boats", ["The list", "1. Guns", "2. Boats"]),
    ("", []),
  ]

  @Test(arguments: split)
  func `splits at the ends of sentences`(text: String, expected: [String]) {
    #expect(sentences(text) == expected)
  }

  @Test func `reads over the line breaks of wrapped text`() {
    let text = """
      The ministry said on Tuesday that it had sent the first of
      Iran's drones to the front and that
      Russia had paid for them. It did
      not say how many.
      """
    #expect(sentences(text).count == 2)
  }

  @Test func `takes a short line among long ones for a heading`() {
    let text = """
      The ministry said on Tuesday that it had sent the first of the drones to the front. It did not say how many.
      A long supply line
      The drones had come by sea, officials said, in the hold of a ship that flew no flag at all.
      """
    #expect(
      sentences(text).contains("A long supply line")
        && sentences(text).contains { $0.hasPrefix("The drones had come") })
  }

  @Test func `marks questions`() {
    var sample = Sample("Did Iran send them? It did! Really?")
    #expect(sample.segmented().sentences.map(\.isQuestion) == [true, false, true])
  }

  // MARK: Zones

  private func zones(_ text: String) -> [String] {
    var sample = Sample(text)
    return sample.segmented().sentences.map { "\($0.zone): \(sample.slice($0.tokens).prefix(20))" }
  }

  @Test func `finds headline, lead, captions and furniture`() {
    let text = """
      World news

      Iran sends drones to Russia, officials say

      FOR IMMEDIATE RELEASE

      By Jane Doe

      Iran has sent dozens of drones to Russia, three officials said on Monday.

      Photo: a drone over the city

      The first of them arrived in August at an airfield near the border. They were not new.

      (Photo by Jane Doe)

      Read more about drones

      Background

      The two countries signed a pact in the year before, and both of them kept it quiet.

      Advertisement
      """
    #expect(
      zones(text) == [
        "furniture: World news", "title: Iran sends drones to", "furniture: FOR IMMEDIATE RELEAS",
        "furniture: By Jane Doe", "lead: Iran has sent dozens", "caption: Photo: a drone over ",
        "body: The first of them ar", "body: They were not new", "caption: Photo by Jane Doe",
        "furniture: Read more about dron", "furniture: Background", "body: The two countries si",
        "furniture: Advertisement",
      ])
  }

  @Test func `keeps the title field and looks for no other headline`() {
    var sample = Sample(
      "Drones sent", "Iran and Russia agree\n\nIran has sent dozens of drones to Russia, they said.")
    #expect(sample.segmented(titleField: 0).sentences.map(\.zone) == [.title, .body, .lead])
  }

  @Test func `takes nothing for furniture in a text of one line`() {
    #expect(zones("sea shells") == ["body: sea shells"])
    #expect(zones("a Harpoon missile battery") == ["body: a Harpoon missile ba"])
  }

  @Test func `leaves list items and runs of short lines in the body`() {
    let text = """
      The package sent to Ukraine on Monday includes the following arms and munitions.

      Javelin missiles

      Stinger missiles

      The package also holds many more arms that nobody has counted yet.
      • Howitzers
      """
    #expect(zones(text).filter { $0.hasPrefix("furniture") } == [])
  }

  // MARK: Turns

  @Test func `follows the turns of a transcript`() {
    var sample = Sample(
      """
      MR. KIRBY:  We know of the shipments. I have no more.

      Q    Did Iran send them?

      MS. JEAN-PIERRE: No comment. Q  Okay. Why not? MR. KIRBY:  I said so.

      QUESTION: And the U.S. MR. KIRBY: The U.S. is aware.
      """)
    let segmentation = sample.segmented()
    #expect(
      segmentation.turns.map { sample.slice($0.label) } == [
        "MR. KIRBY", "Q", "MS. JEAN-PIERRE", "Q", "MR. KIRBY", "QUESTION", "MR. KIRBY",
      ])
    #expect(segmentation.turns.map(\.isQuestioner) == [false, true, false, true, false, true, false])
    let spoken = segmentation.sentences.filter { $0.zone != .furniture }
      .map { "\($0.turn) \(sample.slice($0.tokens))" }
    #expect(
      spoken == [
        "0 We know of the shipments", "0 I have no more", "1 Did Iran send them", "2 No comment", "3 Okay",
        "3 Why not", "4 I said so", "5 And the U.S.", "6 The U.S. is aware",
      ])
    #expect(
      segmentation.sentences.filter { $0.zone == .furniture }.map(\.tokens) == segmentation.turns.map(\.label)
    )
  }

  @Test func `finds no headline or furniture in what is said`() {
    var sample = Sample(
      "MR. KIRBY: President Biden --\n\nQ    Why\n\nMR. KIRBY: -- will meet them there, as he said on many days."
    )
    let zones = sample.segmented().sentences.map(\.zone)
    #expect(zones == [.furniture, .body, .furniture, .body, .furniture, .lead])
  }

  @Test(arguments: [
    "UPDATE: Iran sent drones.", "The G7 met. NATO: no comment.", "Q fever spread.",
    "He said: IRAN IS READY.",
  ])
  func `takes no other capitals for a speaker`(text: String) {
    var sample = Sample(text)
    #expect(sample.segmented().turns.isEmpty)
  }

  @Test func `knows speakers without a title when they come back`() {
    var sample = Sample("SMITH: We sent none.\n\nJONES: Who did?\n\nSMITH: Ask them.")
    #expect(sample.segmented().turns.count == 3)
  }

  // MARK: Quotations

  private static let quoted: [(String, String)] = [
    ("He said “we sent the shells” to them", "we sent the shells"),
    ("He said \"we sent the shells\" to them", "we sent the shells"),
    ("a ‘significant’ amount of “very old shells” came", ""),
    ("“We sent ‘many’ shells there,” he said", "We sent many shells there"),
    ("“We sent the shells\n\n“and then the guns too”, he said", "We sent the shells and then the guns too"),
    ("He said “we never sent it.\n\nNobody believed a word of that", "we never sent it"),
    ("the officials’ claim and the troops’ aim were known", ""),
  ]

  @Test(arguments: quoted)
  func `flags what is quoted`(text: String, expected: String) {
    var sample = Sample(text)
    _ = sample.segmented()
    let words = (0..<sample.table.count).filter { sample.table[$0].flags.contains(.quoted) }.map(sample.slice)
    #expect(words.joined(separator: " ") == expected)
  }

  @Test func `gives each token to one sentence, in order, over fields`() {
    var sample = Sample("A title", "Some text. More text.\n\nQ  Why? MR. X: So.", "")
    let segmentation = sample.segmented(titleField: 0)
    #expect(segmentation.sentences.flatMap(\.tokens) == Array(0..<sample.table.count))
    let paragraphs = segmentation.sentences.map(\.paragraph)
    #expect(paragraphs == paragraphs.sorted())
  }
}
