import WaybillAuthoring
import WaybillCore
import WaybillMatching
import WaybillPipeline
import WaybillRules
import WaybillText
import WaybillYAML

extension Session {
  /// Returns what is known of the text at a position.
  func hover(_ parameters: PositionParams) throws(ResponseError) -> Hover? {
    guard let found = try found(parameters.textDocument.uri, parameters.position),
      let (text, range) = hoverText(found)
    else { return nil }
    return Hover(contents: Markup(text), range: found.document.range(range, encoding))
  }

  private func hoverText(_ found: Found) -> (String, ByteRange)? {
    let site = found.site
    switch site.place {
    case .key(let shape):
      if let key = shape.key(site.text) { return (Documentation.key(key, in: shape), site.range) }
      return nil
    case .attribute: return Documentation.attribute(site.text).map { ($0, site.range) }
    case .parameter:
      let id = site.owner?.entries.first { $0.key == "plugin" }?.value.text
      let parameter = workspace.plugins.first { $0.id == id }?.parameters.first { $0.name == site.text }
      return parameter.map { ("**\($0.name)** · a parameter of `\(id ?? "")`\n\n\($0.summary)", site.range) }
    case .value(.plugin):
      return workspace.plugins.first { $0.id == site.text }.map { (Documentation.plugin($0), site.range) }
    case .value(.phrase):
      if let mention = mention(found) { return symbol(mention.symbol, found).map { ($0, mention.range) } }
      return expansion(found).map { ($0, site.range) }
    case .name, .value, .argument:
      guard let mention = mention(found) else { return nil }
      return symbol(mention.symbol, found).map { ($0, mention.range) }
    }
  }

  // MARK: Names

  private func symbol(_ symbol: Symbol, _ found: Found) -> String? {
    let place = found.resolver.declaration(of: symbol)
    let isElsewhere = place.map { $0.file.path != found.path } ?? false
    let origin = isElsewhere ? place?.file.id.map { " · \($0.name)" } ?? "" : ""
    switch symbol {
    case .list(let set, let name):
      guard let phrases = found.resolver.phrases(of: symbol) else { return nil }
      return "**$\(name)** · list of `\(set)`, \(phrases.count) phrases\n\n"
        + Documentation.phrases(phrases, limit: 40)
    case .axis(let name):
      guard let axis = found.resolver.axis(name) else { return nil }
      return "**\(name)** · \(axis.kind) of \(axis.labels.count) labels\(origin)\n\n"
        + Documentation.phrases(axis.labels.map(\.name), limit: 40)
    case .label(let axisName, let name):
      guard let axis = found.resolver.axis(axisName),
        let position = axis.labels.firstIndex(where: { $0.name == name })
      else { return nil }
      let branch = axis.labels[position].branch.map { ", branch `\($0)`" } ?? ""
      let rank = axis.kind == "scale" ? ", \(position + 1) of \(axis.labels.count) from low to high" : ""
      return "**\(name)** · label of `\(axisName)`\(branch)\(rank)\(origin)"
    case .actor(let id):
      let entries = found.resolver.files.compactMap { $0.actors[id] }
      guard !entries.isEmpty else { return nil }
      let type = entries.lazy.compactMap(\.type).first ?? "actor"
      let name = entries.lazy.compactMap(\.name).first ?? id
      return "**\(id)** · \(type) · \(name.filter { $0 != "=" && $0 != "~" })"
    case .ruleSet(let id):
      let file = found.resolver.file(ofRuleSet: id) ?? workspace.resolver(of: .shipped).file(ofRuleSet: id)
      guard let file else { return nil }
      let counts = [
        (file.rules.count, "rules"), (file.designators.count, "designators"),
        (file.modifiers.count, "modifiers"), (file.lists.count, "lists"), (file.actors.count, "actors"),
      ].filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }.joined(separator: ", ")
      return "**\(id)** · rule set\n\n\(counts)"
    case .classifier(let id):
      let plugin = found.resolver.files.lazy.compactMap { $0.classifiers[id]?.plugin }.first
      guard let descriptor = workspace.plugins.first(where: { $0.id == plugin }) else { return nil }
      return "**\(id)** · registration of `\(descriptor.id)`\n\n\(descriptor.summary)"
    case .rule, .designator, .modifier: return construct(symbol, found)
    }
  }

  /// A construct by its identity, with how its tests go where all rules compile.
  private func construct(_ symbol: Symbol, _ found: Found) -> String? {
    guard let identity = symbol.identity, found.resolver.declaration(of: symbol) != nil else { return nil }
    let unit = workspace.unit(of: found.path)
    guard let result = results[unit], let pipeline = result.pipeline else {
      return "`\(identity)`\n\nFingerprint and tests show once all rules compile."
    }
    let catalog = pipeline.rules.program.catalog
    let fingerprint =
      catalog.rules.first { $0.name == identity }?.fingerprint
      ?? catalog.modifiers.first { $0.name == identity }?.fingerprint
    var out = "`\(identity)\(fingerprint.map { "@\($0)" } ?? "")`"
    let runner = RuleTestRunner(pipeline)
    let outcomes = pipeline.rules.tests.filter { $0.owner == identity }.map { runner.run($0) }
    let failed = outcomes.filter { $0.failure != nil }
    if outcomes.isEmpty {
      out += "\n\nno tests"
    } else {
      out += "\n\n\(outcomes.count) tests: \(outcomes.count - failed.count) passed, \(failed.count) failed"
    }
    for outcome in failed.prefix(5) { out += "\n- “\(outcome.test.text)”: \(outcome.failure ?? "")" }
    if workspace.files[found.path]?.revision != result.revisions[found.path] {
      out += "\n\n*as of the last check*"
    }
    return out
  }

  // MARK: Phrases

  /// What the phrase finds, by the engine's own compiler.
  private func expansion(_ found: Found) -> String? {
    let unit = workspace.unit(of: found.path)
    var expander: PhraseExpander
    if let known = expanders[unit] {
      expander = known
    } else {
      expander = PhraseExpander(results[unit]?.declarations ?? [])
    }
    var problems: [Diagnostic] = []
    let phrase = Located(found.site.text, at: found.site.range)
    let expansion = expander.expand(
      phrase, in: found.file.setID, file: found.path, diagnostics: &problems)
    expanders[unit] = expander
    guard let expansion else { return problems.first.map { "\($0.code): \($0.message)" } }
    return "```text\n\(expansion.text(limit: 8))```"
  }
}
