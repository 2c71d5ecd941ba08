import Testing

@testable import WaybillText

struct SpellingTests {
  private func variants(_ word: String) -> [String] {
    Spelling.variants(of: Array(word.utf8)).map { String(decoding: $0, as: UTF8.self) }
  }

  @Test(arguments: [
    ("armour", "armor"), ("armoured", "armored"), ("defence", "defense"), ("calibre", "caliber"),
    ("fibre", "fiber"),
    ("centres", "centers"), ("licence", "license"), ("programme", "program"), ("travelled", "traveled"),
    ("millimetre", "millimeter"), ("kilometres", "kilometers"), ("manoeuvre", "maneuver"),
    ("aluminium", "aluminum"),
    ("grey", "gray"), ("harbour", "harbor"), ("neighbours", "neighbors"), ("labour", "labor"),
    ("rumours", "rumors"),
    ("vapour", "vapor"), ("honour", "honor"), ("favour", "favor"), ("colour", "color"),
    ("modernise", "modernize"),
    ("mobilisation", "mobilization"), ("organised", "organized"), ("authorising", "authorizing"),
  ])
  func `knows both spellings from either`(british: String, american: String) {
    #expect(variants(british) == [american])
    #expect(variants(american) == [british])
  }

  @Test(arguments: [
    "surprise", "exercise", "promise", "advised", "raised", "supervised", "revised", "size", "seized",
    "prize", "rise",
    "wise", "cruise", "noise", "television", "tonne", "shell", "missile", "parameter", "perimeter",
    "altimeter",
    "programming", "disguised", "enterprise", "",
  ])
  func `leaves words of one spelling alone`(word: String) {
    #expect(variants(word) == [])
  }
}
