package import WaybillCore
package import WaybillRules
package import WaybillText

/// Rule files that can be changed and compiled again, to see what a change would do.
package struct RuleWorkshop: Sendable {
  package private(set) var files: [RuleFile]
  package let plugins: [any Classifier.Type]
  /// What each file declares, in the order of the files.
  package private(set) var declarations: [RuleSetDeclaration]
  private var indexes: [String: LineIndex]

  /// Takes rule files that read, with what each of them declares.
  package init(_ files: [RuleFile], _ declarations: [RuleSetDeclaration], plugins: [any Classifier.Type]) {
    precondition(files.map(\.path) == declarations.map(\.file), "each file has its declaration")
    self.files = files
    self.plugins = plugins
    self.declarations = declarations
    indexes = Dictionary(files.map { ($0.path, LineIndex($0.bytes)) }) { first, _ in first }
  }

  /// Compiles the files; nil when there is an error among them.
  package func compiled(dissecting name: String? = nil) -> CompiledRules? {
    var diagnostics: [Diagnostic] = []
    return RuleCompiler.compile(
      declarations, plugins: plugins.map { $0.descriptor }, diagnostics: &diagnostics, dissecting: name)
  }

  /// Returns the files with some edits made; nil when they do not read any more.
  package func applying(_ edits: [RuleEdit]) -> RuleWorkshop? {
    var changed = self
    // From the end, so that earlier offsets stay what they are.
    for edit in edits.sorted(by: { $0.place.range.start > $1.place.range.start }) {
      guard let index = changed.files.firstIndex(where: { $0.path == edit.place.file }) else { return nil }
      changed.files[index].bytes.replaceSubrange(
        edit.place.range.start..<edit.place.range.end, with: Array(edit.replacement.utf8))
    }
    for index in files.indices where changed.files[index].bytes != files[index].bytes {
      var diagnostics: [Diagnostic] = []
      guard let declaration = RuleSetReader.read(changed.files[index], diagnostics: &diagnostics),
        !diagnostics.contains(where: { $0.severity == .error })
      else { return nil }
      changed.declarations[index] = declaration
      changed.indexes[files[index].path] = LineIndex(changed.files[index].bytes)
    }
    return changed
  }

  /// Returns a place as `file:line:column`.
  package func shown(_ place: Place) -> String {
    guard let position = indexes[place.file]?.position(of: place.range.start) else { return place.file }
    return "\(place.file):\(position.line):\(position.column)"
  }

  /// Returns line and column of a place.
  package func position(of place: Place) -> LineIndex.Position? {
    indexes[place.file]?.position(of: place.range.start)
  }

  func bytes(of file: String) -> [UInt8] { files.first { $0.path == file }?.bytes ?? [] }
}

/// A change to a rule file.
package struct RuleEdit: Sendable, Hashable {
  /// What is replaced; an empty range for an insertion.
  package var place: Place
  package var replacement: String
  /// The change for people: "`..4` → `..6`".
  package var summary: String
  /// Where people look for it, when that is not where the first byte changes.
  package var mark: Place?

  package init(place: Place, replacement: String, summary: String, mark: Place? = nil) {
    self.place = place
    self.replacement = replacement
    self.summary = summary
    self.mark = mark
  }
}
