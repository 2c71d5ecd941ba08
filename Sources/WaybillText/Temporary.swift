package enum Spelling { package static func variants(of canonicalWord: [UInt8]) -> [[UInt8]] { [] } }
package enum Inflection {
  package static func forms(of word: String) -> [String] {
    let irregular: [String: [String]] = ["send": ["sends","sending","sent"], "give": ["gives","giving","gave","given"], "sell": ["sells","selling","sold"], "get": ["gets","getting","got"], "buy": ["buys","buying","bought"], "say": ["says","saying","said"], "provide": ["provides","providing","provided"], "supply": ["supplies","supplying","supplied"], "ship": ["ships","shipping","shipped"], "deny": ["denies","denied","denying"], "delivery": ["deliveries"], "tell": ["tells","told","telling"]]
    if let x = irregular[word] { return [word] + x }
    let stem = word.hasSuffix("e") ? String(word.dropLast()) : word
    return [word, word + "s", stem + "ed", stem + "ing"]
  }
}
package enum Clauses {
  package static func split(_ sentence: Range<Int>, table: TokenTable, breakers: [Range<Int>], into clauses: inout [UInt8]) {
    var c: UInt8 = 0; let b = Set(breakers.map(\.lowerBound))
    for t in sentence { if t > sentence.lowerBound, b.contains(t) || table.boundaries[t].contains(.semicolon) { c += 1 }; clauses[t] = c }
  }
}
