import WaybillAuthoring
import WaybillCore
import WaybillRules
import WaybillText

extension Session {
  /// Brings a document into the canonical layout; nil if it is broken, which its diagnostics say.
  func formatting(_ parameters: DocumentParams) throws(ResponseError) -> [TextEdit]? {
    let path = try openPath(parameters.textDocument.uri)
    guard let document = workspace.files[path]?.document, workspace.isRuleFile(path) else { return nil }
    var problems: [Diagnostic] = []
    let file = RuleFile(path: path, bytes: document.bytes)
    guard let formatted = RuleFormatter.format(file, diagnostics: &problems) else {
      if let refusal = problems.first(where: { $0.code == AuthoringCode.notFaithful.rawValue }) {
        throw ResponseError(.requestFailed, refusal.message)
      }
      return nil
    }
    guard formatted != document.bytes else { return [] }
    return [edit(from: document, to: formatted)]
  }

  /// Replaces only the lines from the first that changes to the last, so that the cursor stays where it can.
  private func edit(from document: TextDocument, to new: [UInt8]) -> TextEdit {
    let old = document.bytes
    var start = zip(old, new).prefix { $0 == $1 }.count
    while start > 0, old[start - 1] != 0x0A { start -= 1 }
    var same = zip(old[start...].reversed(), new[start...].reversed()).prefix { $0 == $1 }.count
    while same > 0, old.count - same > start, old[old.count - same - 1] != 0x0A { same -= 1 }
    let text = String(decoding: new[start..<new.count - same], as: UTF8.self)
    return TextEdit(range: document.range(ByteRange(start, old.count - same), encoding), newText: text)
  }
}
