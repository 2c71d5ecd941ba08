import Waybill
import WaybillCore
import WaybillPipeline
import WaybillRules

/// Reads and compiles rule files anew after a change: only the files that changed are read again.
struct RuleCheck: Sendable {
  struct Source: Sendable {
    var file: RuleFile
    var revision: Int
  }

  /// What is to be compiled together.
  struct Work: Sendable {
    var unit: Workspace.Unit
    /// The files whose problems are shown.
    var own: [String]
    var sources: [Source]
  }

  struct Result: Sendable {
    var unit: Workspace.Unit
    var own: [String]
    /// The revision of each own file that was read.
    var revisions: [String: Int]
    var diagnostics: [String: [Diagnostic]]
    var declarations: [RuleSetDeclaration]
    /// Nil when there is an error anywhere.
    var pipeline: Pipeline?
  }

  private struct Reading: Sendable {
    var revision: Int
    var diagnostics: [Diagnostic]
    var declaration: RuleSetDeclaration?
    /// Whether the declaration is that of an earlier revision, since this one cannot be read.
    var isOld: Bool
  }

  private var readings: [String: Reading] = [:]

  /// Reads and compiles.
  mutating func run(_ work: Work) -> Result {
    var result = Result(unit: work.unit, own: work.own, revisions: [:], diagnostics: [:], declarations: [])
    var hasErrors = false
    var old: Set<String> = []
    for source in work.sources {
      let reading = read(source)
      result.revisions[source.file.path] = source.revision
      result.diagnostics[source.file.path] = reading.diagnostics
      if reading.diagnostics.contains(where: { $0.severity == .error }) { hasErrors = true }
      if reading.isOld { old.insert(source.file.path) }
      if let declaration = reading.declaration { result.declarations.append(declaration) }
    }
    var found: [Diagnostic] = []
    let pipeline = RuleTools.compile(result.declarations, diagnostics: &found)
    // What is said of a text that is no longer there helps nobody.
    for problem in found where !old.contains(problem.place.file) {
      result.diagnostics[problem.place.file, default: []].append(problem)
    }
    result.pipeline = hasErrors ? nil : pipeline
    return result
  }

  private mutating func read(_ source: Source) -> Reading {
    let path = source.file.path
    if let known = readings[path], known.revision == source.revision { return known }
    var diagnostics: [Diagnostic] = []
    var reading = Reading(revision: source.revision, diagnostics: [], declaration: nil, isOld: false)
    reading.declaration = RuleSetReader.read(source.file, diagnostics: &diagnostics)
    reading.diagnostics = diagnostics
    if reading.declaration == nil, let last = readings[path]?.declaration {
      // While one file cannot be read, the others must not lose the names they have from it.
      reading.declaration = last
      reading.isOld = true
    }
    readings[path] = reading
    return reading
  }
}
