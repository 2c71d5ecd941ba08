/// Why a line is not JSON, and where.
struct JSONFault: Error, Hashable {
  /// Offset of the byte that cannot stand where it stands, from the start of the bytes scanned.
  var offset: Int
  /// What is wrong, as a phrase.
  var problem: String
}
