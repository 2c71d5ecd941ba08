/// Writes rejects as JSON Lines: `{"file":…,"line":…,"reason":…}`, with a null line when the whole file is meant.
package enum RejectEncoder {
  /// Appends one reject and a line break.
  package static func append(_ reject: Reject, to buffer: inout [UInt8]) {
    var json = JSONText(bytes: buffer)
    buffer = []
    json.openObject()
    json.field("file", reject.file)
    json.field("line", reject.line)
    json.field("reason", reject.reason)
    json.closeObject()
    json.endLine()
    buffer = json.bytes
  }
}
