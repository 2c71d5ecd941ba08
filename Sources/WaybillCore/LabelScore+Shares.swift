import WaybillText

extension LabelScore {
  /// Returns each label's share of the evidence, best first.
  ///
  /// The share is the weight of a label's mentions over the weight of all mentions on the axis; a mention in the title
  /// or the lead weighs two, any other one. Shares of an article add up to one.
  public static func shares(of mentions: [(label: String, isProminent: Bool)]) -> [LabelScore] {
    var weights: [String: Double] = [:]
    var total = 0.0
    for mention in mentions {
      let weight = mention.isProminent ? 2.0 : 1.0
      weights[mention.label, default: 0] += weight
      total += weight
    }
    return weights.map { LabelScore(label: $0.key, score: $0.value / total) }
      .sorted { ($1.score, $0.label) < ($0.score, $1.label) }
  }
}

extension Reading {
  /// Whether a sentence stands in the title or the lead.
  public func isProminent(sentence: Int) -> Bool {
    let zone = segmentation.sentences[sentence].zone
    return zone == .title || zone == .lead
  }
}
