import Testing

@testable import WaybillText

struct InflectionTests {
  @Test(arguments: [
    ("ship", "ship ships shipped shipping"), ("supply", "supply supplies supplied supplying"),
    ("send", "send sends sending sent"), ("sell", "sell sells selling sold"),
    ("buy", "buy buys buying bought"),
    ("give", "give gives giving gave given"), ("get", "get gets getting got gotten"),
    ("hold", "hold holds holding held"), ("withhold", "withhold withholds withholding withheld"),
    ("seek", "seek seeks seeking sought"), ("lend", "lend lends lending lent"),
    ("fly", "fly flies flying flew flown"),
    ("begin", "begin begins beginning began begun"), ("resell", "resell resells reselling resold"),
    ("rebuild", "rebuild rebuilds rebuilding rebuilt"), ("deliver", "deliver delivers delivered delivering"),
    ("transfer", "transfer transfers transferred transferring"),
    ("provide", "provide provides provided providing"),
    ("equip", "equip equips equipped equipping"), ("deploy", "deploy deploys deployed deploying"),
    ("load", "load loads loaded loading"), ("airdrop", "airdrop airdrops airdropped airdropping"),
    ("panic", "panic panics panicked panicking"), ("torpedo", "torpedo torpedoes torpedoed torpedoing"),
    ("launch", "launch launches launched launching"), ("fuel", "fuel fuels fueled fueling fuelled fuelling"),
    ("lie", "lie lies lying lay lain lied"), ("agree", "agree agrees agreed agreeing"),
    ("man", "man men mans manned manning"), ("spokeswoman", "spokeswoman spokeswomen"),
    ("spokesman", "spokesman spokesmen"), ("aircraft", "aircraft"), ("ammunition", "ammunition"),
    ("German", "german germans germaned germaning"), ("155", "155"), ("", ""),
  ])
  func `inflects`(word: String, forms: String) {
    #expect(Inflection.forms(of: word).joined(separator: " ") == forms)
  }

  @Test func `gives each form once and the word first`() {
    for word in ["set", "put", "cut", "broadcast", "chassis", "series"] {
      let forms = Inflection.forms(of: word)
      #expect(forms.first == word)
      #expect(Set(forms).count == forms.count)
    }
  }

  @Test(arguments: [
    "ship", "supply", "send", "sell", "buy", "provide", "equip", "panic", "launch", "lie", "man", "woman",
    "knife",
    "missile", "battery", "torpedo", "fly", "see", "agree", "transfer", "box", "dye",
  ])
  func `finds the base of each form again`(word: String) {
    for form in Inflection.forms(of: word) where form != word && form != "panicked" && form != "panicking" {
      #expect(Inflection.bases(of: form).contains(word), "\(form)")
    }
  }

  @Test(arguments: ["ship", "tank", "155", "", "s", "ss", "ed", "ing"])
  func `finds no base of what is one`(word: String) { #expect(Inflection.bases(of: word).isEmpty) }

  @Test func `every base has the word among its forms`() {
    for word in ["shipped", "provided", "boxes", "selling", "lives", "dying", "news", "process"] {
      for base in Inflection.bases(of: word) { #expect(Inflection.forms(of: base).contains(word), "\(base)") }
    }
  }
}
