import Testing
import WaybillCore
import WaybillPipeline
import WaybillText

/// Designations as registers of arms transfers write them: with marks, blocks, letters and second names.
@Suite struct RegisterStyleTests {
  /// The share of designations that must get the branch of what they name.
  private static let threshold = 0.9

  private static let designations: [(branch: String, names: [String])] = [
    (
      "aircraft",
      [
        "A-319CJ", "AH-1S Cobra", "AH-1Z Viper", "AS-532U2", "AW-109", "An-12", "B-26 Invader",
        "Bell-206 JetRanger", "Bell-407", "Bo-105CB", "Boeing-757", "C-212 Aviocar", "CH-34", "CL-415",
        "CT-4A Airtrainer", "Citation-5", "DC-3", "DHC-4 Caribou", "EC-635", "EMB-111", "F-104G Starfighter",
        "F-16A", "F-16D", "F-27M Troopship", "F-7M Airguard", "G-115", "H-125M", "HU-16 Albatross",
        "Hawk-200", "Hughes-500D", "JAS-39 Gripen-E", "KC-390", "Ka-25", "Ka-32", "L-100-30", "Lynx",
        "MFI-17 Mushshak", "Magister", "Mi-17", "Mi-2", "Mi-24D/Mi-25", "Mi-35M", "MiG-17F", "MiG-19",
        "MiG-21MF", "MiG-29S/Fulcrum", "MiG-29UB", "O-2 Skymaster", "OV-10A Bronco", "S-211",
        "SA-313 Alouette-2", "SF-260", "Sea Harrier", "Spitfire-9", "Su-25K", "Su-30MKI", "Sycamore",
        "T-28 Trojan", "Tornado ADV", "Westwind",
      ]
    ),
    (
      "uncrewed",
      [
        "CH-4B", "CH-92", "Hermes-450", "Heron-1", "MQ-1 Predator", "Ranger", "Searcher", "Switchblade-300",
      ]
    ),
    (
      "missiles",
      [
        "3M6 Shmel/AT-1", "40N6", "9M723 Iskander", "AGM-154 JSOW", "AIM-9E Sidewinder", "AIM-9L Sidewinder",
        "AIM-9X Sidewinder", "Aster-30", "Atmaca", "BA-9", "BGM-71C I-TOW", "Cobra ATM", "FIM-92 Stinger",
        "Gabriel-1", "HJ-8", "Hsiung Feng-2", "Kh-29/AS-14 Kedge", "Kh-31P", "Kh-35 Uran/SS-N-25", "LY-80",
        "MGR-3 Little John", "MM-40 Exocet", "Mk-23", "Mk-24 Tigerfish", "Mk-46", "P-15M/SS-N-2C Styx",
        "PL-5E-2", "R-17 Elbrus/Scud-B", "R-550 Magic-2", "RBS-90", "Sea Wolf", "Seawolf", "TP-45", "TP-617",
        "Toophan", "ZT-3",
      ]
    ),
    (
      "air-delivered",
      [
        "AASM", "APKWS", "GBU-24", "JDAM", "KAB-1500L", "WCMD",
      ]
    ),
    (
      "armour",
      [
        "AMX-10P", "Anoa", "BMR-2", "BRM-23", "BTR-4", "BTR-60PU", "Badger", "Bionix", "Chaimite",
        "Chieftain", "Commando Scout", "Didgori", "ERC-20", "Eagle-2", "Kozak-2", "Leopard-2A7+", "M-106A1",
        "M-59", "MOWAG Eagle", "Mared", "Nimr Ajban", "OT M-60P", "Puma IFV", "Ramses-2", "TAB-77",
        "TPz-1 Fuchs", "Type-60 APC", "Type-90-2M", "Valkyr", "XA-188",
      ]
    ),
    (
      "artillery-systems",
      [
        "2A65 152mm", "2S31", "AH-1 155mm", "D-30 122mm", "FH-77 155mm", "G-6 155mm", "L-118 105mm",
        "M-109 155mm", "M-65 120mm", "M-7 Priest", "M-777A2 155mm", "MO-120-RT-61 120mm", "Pinaka 214mm",
        "SR-5", "T-155 Firtina", "TR-F1 155mm",
      ]
    ),
    (
      "air-defence",
      [
        "9K33 Osa/SA-8", "Biho", "Bofors L-60", "Davids Sling", "HQ-22", "M-42 40mm", "Nike",
        "Pantsir-S1/SA-22", "Roland-2 SAM", "S-60 57mm", "Type-55 37mm", "Type-74 37mm",
      ]
    ),
    (
      "sensors-ew",
      [
        "AN/FPS-132", "AN/SPN-35", "AN/SPS-58", "AN/SPY-1D", "APS-504", "COBRA", "DCoMPASS", "HARD", "LW-04",
        "Lanza", "MG-11", "NS-100", "SNAR-10", "Type-170", "Type-193M", "Type-345", "Type-347", "USHUS",
      ]
    ),
    (
      "support",
      [
        "3208", "6V-92", "AGO-195", "C-9", "CAT-3512", "CT-7-9C", "D-436-148FM", "F-404", "Ghost", "IA-R",
        "MTU-493", "MTU-8000", "PT-6", "R-13", "R-1830", "Rolls-Royce Avon",
      ]
    ),
    (
      "naval",
      [
        "Broadsword", "Combattante-2", "Dearsan-57", "GAM-B01 20mm", "Guppy", "Hunt-2", "Island", "LCM-8",
        "Loch", "Meroka", "OPV-45", "P-18N", "Parchim-1", "Project-12150", "Project-775", "Protector OPV",
        "River", "Shimrit", "Type-024/Hegu", "Type-12 Rothesay", "V class", "Yono",
      ]
    ),
  ]

  @Test func `nine in ten designations of a register get their branch`() throws {
    var total = 0
    var missed: [String] = []
    for (branch, names) in Self.designations {
      for name in names {
        total += 1
        let found = Self.branch(of: name)
        if found != branch { missed.append("\(name): \(found ?? "nothing") instead of \(branch)") }
      }
    }
    #expect(total >= 200)
    #expect(Double(total - missed.count) >= Self.threshold * Double(total), "\(missed)")
  }

  @Test(arguments: [
    "The dog chased 12 Hunter boots last year, the owner said.",
    "The A-4 and the G-20 were closed for 12 hours.",
    "Garcia received 12 votes, and Perry bought 3 shares.",
    "Stores sell E15 and F25 at the pump.",
    "The army received 12 complaints at Point Lookout.",
  ])
  func `ordinary sentences name no weapon`(_ text: String) throws {
    let record = ShippedRules.pipeline.classify(Article(id: "test", text: text))
    #expect(record.findings.weapons.map(\.designation) == [])
  }

  /// The branch of the longest mention on a name in a plain sentence.
  private static func branch(of name: String) -> String? {
    let before = "The armed forces took delivery of 12 "
    let text = before + name + " last year, the ministry said."
    let place = before.utf8.count..<(before.utf8.count + name.utf8.count)
    let mentions = ShippedRules.pipeline.classify(Article(id: "test", text: text)).findings.weapons
      .filter { $0.span.range.start < place.upperBound && $0.span.range.end > place.lowerBound }
    return mentions.max { $0.span.range.count < $1.span.range.count }?.branch
  }
}
