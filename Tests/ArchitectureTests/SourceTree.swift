import Foundation
import Testing

/// The project's own files, as they lie on the disk.
enum SourceTree {
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// The Swift files of every module under `Sources` and `Plugins`.
  static let swiftFiles: [SourceFile] = ["Sources", "Plugins"].flatMap { top in
    files(under: top, ending: ".swift").map { path in
      SourceFile(path: path, module: String(path.split(separator: "/")[1]), text: text(path))
    }
  }

  /// Returns the paths, relative to the root, of the files under a folder; the order is fixed.
  static func files(under folder: String, ending: String) -> [String] {
    let names =
      (try? FileManager.default.subpathsOfDirectory(atPath: root.appending(path: folder).path)) ?? []
    return names.filter { $0.hasSuffix(ending) }.sorted().map { "\(folder)/\($0)" }
  }

  /// What people and build servers run.
  static let scripts: [String] =
    [".ci/run"]
    + ["Scripts", "Benchmarks"].flatMap { folder in
      let names =
        (try? FileManager.default.contentsOfDirectory(atPath: root.appending(path: folder).path)) ?? []
      return names.sorted().map { "\(folder)/\($0)" }.filter { text($0).hasPrefix("#!") }
    }

  /// Returns the names of the folders in a folder.
  static func folders(in folder: String) -> [String] {
    let names =
      (try? FileManager.default.contentsOfDirectory(atPath: root.appending(path: folder).path)) ?? []
    return names.sorted().filter { name in
      let values = try? root.appending(path: "\(folder)/\(name)").resourceValues(forKeys: [.isDirectoryKey])
      return values?.isDirectory == true
    }
  }

  static func exists(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: root.appending(path: path).path)
  }

  static func text(_ path: String) -> String {
    (try? String(contentsOf: root.appending(path: path), encoding: .utf8)) ?? ""
  }
}

struct SourceFile: Sendable, CustomTestStringConvertible {
  var path: String
  var module: String
  var text: String

  var testDescription: String { path }

  /// The lines that are neither empty nor comments, without their indentation.
  var code: [Substring] {
    text.split(separator: "\n").map { $0.drop { $0 == " " } }.filter { !$0.hasPrefix("//") }
  }

  /// The modules imported, whatever the access level or attribute before `import`.
  var imports: [String] {
    code.compactMap { line in
      let words = line.split(separator: " ")
      guard let keyword = words.firstIndex(of: "import"), keyword <= 2, words.count > keyword + 1,
        words[..<keyword].allSatisfy({ Self.accessLevels.contains(String($0)) || $0.hasPrefix("@") })
      else { return nil }
      // `import struct Foundation.URL` names the module before the point.
      return words.last.map { String($0.split(separator: ".")[0]) }
    }
  }

  private static let accessLevels: Set = ["public", "package", "internal", "fileprivate", "private"]

  /// Whether a word of code is `word` itself.
  func uses(_ word: String) -> Bool {
    code.contains { $0.split { !$0.isLetter && !$0.isNumber && $0 != "_" }.contains { $0 == word } }
  }
}
