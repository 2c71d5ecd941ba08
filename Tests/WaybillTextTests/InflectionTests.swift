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
}
