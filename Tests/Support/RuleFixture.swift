package import WaybillCore
package import WaybillMatching
package import WaybillPipeline
package import WaybillRules
import WaybillText

/// Rule files written in a test, on the way that real ones go: read, compiled and run.
package struct RuleFixture {
  /// Everything found wrong with the files.
  package let diagnostics: [Diagnostic]
  /// Nil when there is an error among the problems.
  package let rules: CompiledRules?
  private let plugins: [any Classifier.Type]
  /// The files' bytes by name.
  private var texts: [String: [UInt8]] = [:]

  /// Compiles rule files; one without a header gets the ids `t`, `t2`, `t3` in order.
  package init(
    _ files: [String], plugins: [any Classifier.Type] = [], maxSpellings: Int? = nil,
    indexesPhrases: Bool = false
  ) {
    var diagnostics: [Diagnostic] = []
    var declarations: [RuleSetDeclaration] = []
    for (index, body) in files.enumerated() {
      let id = index == 0 ? "t" : "t\(index + 1)"
      let text = body.hasPrefix("waybill:") ? body : "waybill: 1\nruleset: {id: \(id)}\n" + body
      let file = RuleFile(path: "\(id).yaml", bytes: Array(text.utf8))
      texts[file.path] = file.bytes
      if let declaration = RuleSetReader.read(file, diagnostics: &diagnostics) {
        declarations.append(declaration)
      }
    }
    rules = RuleCompiler.compile(
      declarations, plugins: plugins.map { $0.descriptor }, diagnostics: &diagnostics,
      maxSpellings: maxSpellings, indexesPhrases: indexesPhrases)
    self.diagnostics = diagnostics
    self.plugins = plugins
  }

  /// Compiles one rule file.
  package init(_ file: String, plugins: [any Classifier.Type] = []) { self.init([file], plugins: plugins) }

  /// The rules as the engine runs them; fails the test run when they have errors.
  package var program: RuleProgram {
    guard let rules else {
      preconditionFailure("the fixture does not compile: \(diagnostics.map(\.message))")
    }
    return rules.program
  }

  package var pipeline: Pipeline {
    guard let rules else {
      preconditionFailure("the fixture does not compile: \(diagnostics.map(\.message))")
    }
    return Pipeline(rules, plugins: plugins)
  }

  /// What the lints find, each as `name: text at its place`, without missing tests: few fixtures have any.
  package var lints: [String] {
    guard let rules else { return ["does not compile"] }
    return Linter.lint(rules, reported: diagnostics).compactMap { diagnostic in
      guard let lint = Lint(rawValue: diagnostic.code), lint != .missingTests else { return nil }
      let bytes = texts[diagnostic.place.file, default: []]
      let range = diagnostic.place.range
      return "\(lint.name): \(String(decoding: bytes[range.start..<range.end], as: UTF8.self))"
    }
  }

  /// The codes of all problems, in order.
  package var codes: [String] { diagnostics.map(\.code) }

  package func read(_ text: String, title: String? = nil) -> Reading {
    program.read(Article(id: "test", title: title, text: text))
  }

  package func classify(_ text: String, title: String? = nil, source: String? = nil) -> Findings {
    pipeline.classify(Article(id: "test", title: title, source: source, text: text)).findings
  }

  /// The mentions found, each as `label: text`.
  package func labels(_ text: String) -> [String] {
    let reading = read(text)
    return reading.labels.map { "\(program.catalog.labels[$0.label].name): \(reading.text($0.tokens))" }
  }

  /// The actors found, each as `id: text`.
  package func actors(_ text: String) -> [String] {
    let reading = read(text)
    return reading.actors.map { "\(program.catalog.actors[$0.actor].id): \(reading.text($0.tokens))" }
  }

  /// The words that each cue reaches, its own among them, as `modifier: text`.
  package func scopes(_ text: String) -> [String] {
    let reading = read(text)
    return reading.cues.map { cue in
      let name = program.catalog.modifiers[cue.modifier].name.split(separator: ".").last ?? ""
      return "\(name): \(reading.text(cue.scope))"
    }
  }

  /// The candidates of each frame as `role: text`, sorted, after the trigger and its voice.
  package func frames(_ text: String) -> [String] {
    let reading = read(text)
    return reading.frames.map { frame in
      let roles = frame.candidates.map { candidate in
        let tokens =
          switch candidate.filler {
          case .actor(let index): reading.actors[index].tokens
          case .label(let index): reading.labels[index].tokens
          }
        return "\(candidate.role): \(reading.text(tokens))"
      }
      return reading.text(frame.trigger) + (frame.isPassive ? " (passive)" : "") + " — "
        + Set(roles).sorted().joined(separator: ", ")
    }
  }
}
