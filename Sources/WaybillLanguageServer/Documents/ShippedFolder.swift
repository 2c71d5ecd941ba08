import FoundationEssentials

/// Copies of the rule files inside the binary, for editors to show.
struct ShippedFolder: Sendable {
  /// Nil where none can be made.
  let path: String?

  /// Returns the name of the shipped file of which this path is a copy.
  func name(ofCopy path: String) -> String? {
    guard let folder = self.path, path.hasPrefix(folder + "/") else { return nil }
    return "default:" + path.dropFirst(folder.utf8.count + 1)
  }

  /// Lays a copy down, which says so by being read-only; returns its path, or nil if that cannot be done.
  func copy(of name: String, _ bytes: [UInt8]) -> String? {
    guard let folder = path else { return nil }
    let target = "\(folder)/\(name.dropFirst("default:".utf8.count))"
    let manager = FileManager.default
    if manager.contents(atPath: target).map(Array.init) == bytes { return target }
    do {
      try manager.createDirectory(
        atPath: String(target[..<(target.lastIndex(of: "/") ?? target.endIndex)]),
        withIntermediateDirectories: true)
      // That of another version may be there, and must not be written to.
      try? manager.removeItem(atPath: target)
      try Data(bytes).write(to: URL(fileURLWithPath: target), options: .atomic)
      try manager.setAttributes([.posixPermissions: 0o444], ofItemAtPath: target)
      return target
    } catch {
      return nil
    }
  }
}
