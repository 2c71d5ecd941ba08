import WaybillCore

/// What stands in each sentence, so that no look costs more than a sentence, however long the document.
struct SentenceIndex {
  /// Indices into `Reading.actors`.
  private let actors: [Int: [Int]]
  /// Indices into `Reading.labels`.
  private let labels: [Int: [Int]]
  /// Indices of weapons.
  private let weapons: [Int: [Int]]
  private let triggers: [Int: [Range<Int>]]

  init(_ reading: Reading, weapons mentions: [WeaponMention]) {
    actors = Dictionary(grouping: reading.actors.indices) { reading.actors[$0].sentence }
    labels = Dictionary(grouping: reading.labels.indices) { reading.labels[$0].sentence }
    weapons = Dictionary(grouping: mentions.indices) { reading.labels[mentions[$0].hit].sentence }
    triggers = Dictionary(grouping: reading.frames, by: \.sentence).mapValues { $0.map(\.trigger) }
  }

  func actors(in sentence: Int) -> [Int] { actors[sentence] ?? [] }
  func labels(in sentence: Int) -> [Int] { labels[sentence] ?? [] }
  func weapons(in sentence: Int) -> [Int] { weapons[sentence] ?? [] }
  func triggers(in sentence: Int) -> [Range<Int>] { triggers[sentence] ?? [] }
}
