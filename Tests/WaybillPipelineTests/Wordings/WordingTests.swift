import Foundation
import Testing
import WaybillRules

/// What the shipped rules find in texts made from their own phrases is what it was when somebody last looked.
///
/// A rule's tests show what it is for; these show that no name, inflection, gap or guard of it was lost by a slip.
/// `WAYBILL_UPDATE_GOLDEN=1` writes the texts anew, and the difference is what a change of the rules does.
struct WordingTests {
  @Test(arguments: ShippedRules.declarations.map(\.file))
  func `the phrases of a shipped rule file find what they found`(file: String) throws {
    let set = try #require(ShippedRules.declarations.first { $0.file == file })
    if ProcessInfo.processInfo.environment["WAYBILL_UPDATE_GOLDEN"] == "1" {
      let writer = WordingWriter(set, among: ShippedRules.declarations)
      let page = Wordings.page(writer.wordings, by: ShippedRules.pipeline)
      try FileManager.default.createDirectory(at: Wordings.folder, withIntermediateDirectories: true)
      try Data(page.utf8).write(to: Wordings.url(of: file))
    }
    try #require(
      FileManager.default.fileExists(atPath: Wordings.url(of: file).path),
      "WAYBILL_UPDATE_GOLDEN=1 swift test --filter WordingTests writes it")
    let changed = Wordings.kept(of: file).compactMap { kept -> String? in
      let found = Wordings.found(of: kept.wording, by: ShippedRules.pipeline)
      return found == kept.found
        ? nil : "\(kept.wording.owner) in “\(kept.wording.text)”: \(kept.found), now \(found)"
    }
    let shown = changed.prefix(8).joined(separator: "\n")
    #expect(
      changed.isEmpty,
      """
      \(changed.count) wordings are read otherwise:
      \(shown)
      If that is meant: WAYBILL_UPDATE_GOLDEN=1 swift test --filter WordingTests
      """)
  }
}
