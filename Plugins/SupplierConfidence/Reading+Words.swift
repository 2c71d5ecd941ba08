import WaybillCore
import WaybillText

extension Reading {
  /// Whether a token spells a word given in small letters, whatever its case.
  func isWord(_ token: Int, _ word: String) -> Bool {
    let bytes = fields[tokens.field(of: token)].bytes
    let range = Int(tokens[token].start)..<Int(tokens[token].end)
    return range.count == word.utf8.count && zip(bytes[range], word.utf8).allSatisfy { $0 | 0x20 == $1 }
  }

  /// Whether a token ends in letters given small, whatever its case.
  func ends(_ token: Int, in ending: String) -> Bool {
    let bytes = fields[tokens.field(of: token)].bytes
    let end = Int(tokens[token].end)
    guard end - Int(tokens[token].start) >= ending.utf8.count else { return false }
    return zip(bytes[(end - ending.utf8.count)..<end], ending.utf8).allSatisfy { $0 | 0x20 == $1 }
  }
}
