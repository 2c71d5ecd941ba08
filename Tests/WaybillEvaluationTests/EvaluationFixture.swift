import Foundation
import Testing
import WaybillEvaluation

/// The labels and records beside the tests.
enum EvaluationFixture {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures")

  static func bytes(_ name: String) throws -> [UInt8] {
    Array(try Data(contentsOf: folder.appending(path: name)))
  }

  static let branches = [
    "artillery-shell": "ammunition", "mortar-round": "ammunition", "one-way-attack-drone": "uncrewed",
    "uav-unspecified": "uncrewed",
    "howitzer-towed": "artillery-systems", "sam-system": "air-defence", "main-battle-tank": "armour",
    "surface-to-air-missile": "missiles",
  ]

  static func evaluation(resamples: Int = 0, seed: UInt64 = 1) throws -> Evaluation {
    Evaluation(
      try LabelReader.gold(bytes("gold.jsonl"), file: "gold.jsonl"),
      predictions: try LabelReader.predictions(bytes("records.jsonl"), file: "records.jsonl"),
      branches: branches, resamples: resamples, seed: seed)
  }
}
