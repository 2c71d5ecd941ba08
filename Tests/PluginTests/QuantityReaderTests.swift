import TestSupport
import Testing
import WaybillCore
import WaybillMatching
import WaybillPipeline
import WaybillRules
import WaybillText

/// How many of an item the words before it say.
@Suite struct QuantityReaderTests {
  struct Expected: Sendable, Equatable {
    var text: String
    var min: Double?
    var max: Double?
    var unit: String?
    init(_ text: String, _ min: Double?, _ max: Double?, unit: String? = nil) {
      self.text = text
      self.min = min
      self.max = max
      self.unit = unit
    }
  }

  private static func quantity(_ items: String) -> Expected? {
    let claims = PluginRules.fixture.classify("North Korea sent \(items) to Russia.").claims
    guard let quantity = claims.first?.items.last?.quantity else { return nil }
    return Expected(quantity.text, quantity.min, quantity.max, unit: quantity.unit)
  }

  @Test(arguments: [
    ("300 tanks", Expected("300", 300, 300)),
    ("1,500 tanks", Expected("1,500", 1500, 1500)),
    ("3 million shells", Expected("3 million", 3_000_000, 3_000_000)),
    ("2.5 million shells", Expected("2.5 million", 2_500_000, 2_500_000)),
    ("more than 3 million shells", Expected("more than 3 million", 3_000_000, nil)),
    ("at least 40 tanks", Expected("at least 40", 40, nil)),
    ("over 40 tanks", Expected("over 40", 40, nil)),
    ("up to 40 tanks", Expected("up to 40", nil, 40)),
    ("twelve tanks", Expected("twelve", 12, 12)),
    ("70 wagons of shells", Expected("70", 70, 70, unit: "wagons")),
    ("hundreds of tanks", Expected("hundreds of", nil, nil)),
    ("a number of new tanks", Expected("a number of", nil, nil)),
  ])
  func `reads figures, words, bounds and units`(_ items: String, _ expected: Expected) {
    #expect(Self.quantity(items) == expected)
  }

  @Test(arguments: [
    "tanks", "$300 million of shells", "€300 million of shells", "£300 of shells",
    "300 million dollars of shells", "155mm shells", "T-72 tanks", "300 crates, shells",
  ])
  func `takes neither money nor a calibre nor a name for a count`(_ items: String) {
    // The item itself must be found, else the test would say nothing.
    let claims = PluginRules.fixture.classify("North Korea sent \(items) to Russia.").claims
    #expect(claims.first?.items.isEmpty == false)
    #expect(Self.quantity(items) == nil)
  }
}
