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
    var problems: [Diagnostic] = []
    var old: [String: [Diagnostic]] = [:]
    for source in work.sources {
      let reading = read(source)
      result.revisions[source.file.path] = source.revision
      problems += reading.diagnostics
      if reading.isOld { old[source.file.path] = reading.diagnostics }
      if let declaration = reading.declaration { result.declarations.append(declaration) }
    }
    let own = Set(work.own)
    result.pipeline = RuleTools.check(result.declarations, diagnostics: &problems) { own.contains($0) }
    // Of a text that cannot be read only the reader's word counts; the rest is about one that is gone.
    result.diagnostics = Dictionary(grouping: problems.filter { old[$0.place.file] == nil }, by: \.place.file)
    result.diagnostics.merge(old) { $1 }
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
