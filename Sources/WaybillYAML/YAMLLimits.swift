/// What a YAML file may cost, checked while it is read.
package struct YAMLLimits: Sendable, Hashable {
  /// The size of the file.
  package var bytes: Int
  /// How many collections may stand in one another.
  package var depth: Int
  /// How many keys, texts and collections there may be.
  package var nodes: Int

  package init(bytes: Int, depth: Int, nodes: Int) {
    self.bytes = bytes
    self.depth = depth
    self.nodes = nodes
  }

  /// Far above what a hand-written rule file needs, and little enough that the worst file takes half a second.
  package static let standard = YAMLLimits(bytes: 8 << 20, depth: 64, nodes: 500_000)
}
