#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Notices that files have changed, by what the file system says of them; asked again and again.
///
/// A look costs one call for each file and folder: for the few hundred files that people edit this is nothing, and it
/// works where notifications do not, such as on network file systems.
package struct FolderWatch {
  /// What tells one state of a file from another, also when an editor puts a new file in the place of the old one.
  private struct Stamp: Hashable {
    var file: UInt64
    var size: Int64
    var seconds: Int
    var nanoseconds: Int
  }

  private let paths: [String]
  private let endings: [String]
  private var known: [String: Stamp] = [:]

  /// Begins to watch files, and those in folders whose names have one of some endings.
  package init(_ paths: [String], endings: [String]) {
    self.paths = paths
    self.endings = endings
    known = look()
  }

  /// How many files are there.
  package var count: Int { known.count }

  /// Returns the files that were changed, added or removed since the last look, in the order of their names.
  package mutating func changes() -> [String] {
    let now = look()
    guard now != known else { return [] }
    let changed = Set(now.keys).union(known.keys).filter { now[$0] != known[$0] }
    known = now
    return changed.sorted()
  }

  private func look() -> [String: Stamp] {
    var found: [String: Stamp] = [:]
    for path in paths { look(at: path, depth: 0, &found) }
    return found
  }

  /// Deeper than this no rules lie; a link to a folder above would lead on for ever.
  private static let maxDepth = 16

  private func look(at path: String, depth: Int, _ found: inout [String: Stamp]) {
    var status = stat()
    guard unsafe stat(path, &status) == 0 else { return }
    if status.st_mode & S_IFMT == S_IFDIR {
      guard depth < Self.maxDepth, let names = try? FileStatus.names(inFolder: path) else { return }
      for name in names where !name.hasPrefix(".") {
        look(at: path.hasSuffix("/") ? path + name : "\(path)/\(name)", depth: depth + 1, &found)
      }
    } else if depth == 0 || endings.contains(where: { path.hasSuffix($0) }) {
      #if canImport(Darwin)
        let time = status.st_mtimespec
      #else
        let time = status.st_mtim
      #endif
      found[path] = Stamp(
        file: UInt64(status.st_ino), size: Int64(status.st_size), seconds: Int(time.tv_sec),
        nanoseconds: Int(time.tv_nsec))
    }
  }
}
