import WaybillCore
import WaybillText

extension RuleCompiler {
  /// Checks the registered classifiers and orders them so that each follows those it needs.
  mutating func register() -> [CompiledRules.Registration] {
    var entries: [(set: RuleSetDeclaration, declaration: ClassifierDeclaration)] = []
    var seen: [String: (String, ByteRange)] = [:]
    for set in declarations {
      for declaration in set.classifiers {
        if let first = seen[declaration.id.value] {
          reportTwice(
            .repeatedClassifier, "classifier `\(declaration.id.value)`", set.file, declaration.id.range,
            first.0, first.1)
          continue
        }
        guard entries.count < RuleCompiler.maxClassifiers else {
          report(
            .tooManyClassifiers, "more than \(RuleCompiler.maxClassifiers) classifiers are registered",
            set.file,
            declaration.id.range)
          return []
        }
        seen[declaration.id.value] = (set.file, declaration.id.range)
        entries.append((set, declaration))
      }
    }
    var registrations: [String: CompiledRules.Registration] = [:]
    for (set, declaration) in entries {
      guard let descriptor = plugins.first(where: { $0.id == declaration.plugin.value }) else {
        reportUnknown(.unknownPlugin, "plugin", declaration.plugin, set.file, known: plugins.map(\.id))
        continue
      }
      let axes = declaration.emits.compactMap { axis -> Int? in
        if let number = axisNumbers[axis.value] { return number }
        reportUnknown(.unknownAxis, "axis", axis, set.file, known: axisNumbers.keys.sorted())
        return nil
      }
      for need in declaration.needs where seen[need.value] == nil {
        reportUnknown(
          .unknownClassifier, "classifier", need, set.file, known: entries.map(\.declaration.id.value))
      }
      for plugin in descriptor.needs {
        let isMet = declaration.needs.contains { need in
          entries.contains { $0.declaration.id.value == need.value && $0.declaration.plugin.value == plugin }
        }
        if !isMet {
          report(
            .missingNeed,
            "plugin `\(descriptor.id)` reads the findings of `\(plugin)`, which `needs` does not name",
            set.file, declaration.id.range, suggestion: "needs: [\(plugin)]")
        }
      }
      let parameters = parameters(of: declaration, descriptor: descriptor, axes: axes, in: set)
      registrations[declaration.id.value] = CompiledRules.Registration(
        plugin: descriptor.id,
        configuration: ClassifierConfiguration(
          id: declaration.id.value, emits: axes, parameters: parameters, catalog: catalog))
    }
    return ordered(entries).compactMap { registrations[$0] }
  }

  /// Far above what a run needs.
  private static let maxClassifiers = 200

  /// Orders classifier ids by their needs; reports a cycle with its members.
  private mutating func ordered(_ entries: [(set: RuleSetDeclaration, declaration: ClassifierDeclaration)])
    -> [String]
  {
    var order: [String] = []
    var path: [String] = []
    var reported = false
    func visit(_ id: String, _ compiler: inout RuleCompiler) {
      guard !order.contains(id), let entry = entries.first(where: { $0.declaration.id.value == id }) else {
        return
      }
      if let start = path.firstIndex(of: id) {
        guard !reported else { return }
        reported = true
        let members = path[start...]
        let notes = members.dropFirst().compactMap { member in
          entries.first { $0.declaration.id.value == member }.map {
            Diagnostic.Note(
              "`\(member)` is registered here", at: Place(file: $0.set.file, range: $0.declaration.id.range))
          }
        }
        compiler.report(
          .classifierCycle,
          "classifiers need one another in a circle: \((members + [id]).joined(separator: " → "))",
          entry.set.file, entry.declaration.id.range, notes: notes)
        return
      }
      path.append(id)
      for need in entry.declaration.needs { visit(need.value, &compiler) }
      path.removeLast()
      if !order.contains(id) { order.append(id) }
    }
    for entry in entries { visit(entry.declaration.id.value, &self) }
    return order
  }

  // MARK: Parameters

  private mutating func parameters(
    of declaration: ClassifierDeclaration, descriptor: ClassifierDescriptor, axes: [Int],
    in set: RuleSetDeclaration
  ) -> [String: ParameterValue] {
    var values: [String: ParameterValue] = [:]
    for parameter in declaration.parameters {
      guard let kind = descriptor.parameters.first(where: { $0.name == parameter.name.value })?.kind else {
        reportUnknown(
          .unknownParameter, "parameter", of: descriptor.id, parameter.name, set.file,
          known: descriptor.parameters.map(\.name))
        continue
      }
      values[parameter.name.value] = value(parameter.value, as: kind, axes: axes, in: set)
    }
    return values
  }

  private mutating func value(
    _ node: ParameterNode, as kind: ParameterDescriptor.Kind, axes: [Int], in set: RuleSetDeclaration
  ) -> ParameterValue? {
    switch (kind, node) {
    case (.array(let inner), .list(let nodes, _)):
      return .array(nodes.compactMap { value($0, as: inner, axes: axes, in: set) })
    case (.map(let keyKind, let valueKind), .map(let pairs, _)):
      return .map(
        pairs.compactMap { pair in
          guard let key = value(.scalar(pair.key), as: keyKind, axes: axes, in: set),
            let value = value(pair.value, as: valueKind, axes: axes, in: set)
          else { return nil }
          return (key, value)
        })
    case (_, .scalar(let text)): return scalar(text, as: kind, axes: axes, in: set)
    default:
      let form = if case .list = node { "a list" } else { "a mapping" }
      report(.badParameter, "expected \(name(of: kind)), found \(form)", set.file, node.range)
      return nil
    }
  }

  private mutating func scalar(
    _ text: Located<String>, as kind: ParameterDescriptor.Kind, axes: [Int], in set: RuleSetDeclaration
  ) -> ParameterValue? {
    func unknown(_ what: String, _ known: [String], _ compiler: inout RuleCompiler) -> ParameterValue? {
      compiler.reportUnknown(.unknownReference, what, text, set.file, known: known)
      return nil
    }
    switch kind {
    case .text: return .text(text.value)
    case .number:
      if let number = Double(text.value), number.isFinite { return .number(number) }
    case .flag:
      if text.value == "true" || text.value == "false" { return .flag(text.value == "true") }
    case .label:
      guard let axis = axes.first else { return nil }
      return label(text, axis: catalog.axes[axis].name, in: set)
    case .labelOf(let axis): return label(text, axis: axis, in: set)
    case .actor:
      guard let actor = actorNumbers[text.value] else {
        return unknown("actor", Array(actorNumbers.keys), &self)
      }
      return .reference(actor)
    case .list:
      let name = text.value.hasPrefix("$") ? String(text.value.dropFirst()) : text.value
      guard let key = resolveList(name, in: set), let symbol = builder.listSymbol(key.name, in: key.ruleSet)
      else {
        return unknown("list", declarations.flatMap { $0.lists.map(\.name.value) }, &self)
      }
      if let number = recordedLists.firstIndex(of: symbol) { return .reference(number) }
      recordedLists.append(symbol)
      catalog.lists.append(key.name)
      return .reference(recordedLists.count - 1)
    case .array, .map: break
    }
    report(.badParameter, "expected \(name(of: kind)), found `\(text.value)`", set.file, text.range)
    return nil
  }

  private mutating func label(_ text: Located<String>, axis: String, in set: RuleSetDeclaration)
    -> ParameterValue?
  {
    if let label = catalog.label(text.value, axis: axis) { return .reference(label) }
    let known = catalog.labels.filter { axisNumbers[axis] == $0.axis }.map(\.name)
    reportUnknown(.unknownLabel, "label", of: axis, text, set.file, known: known)
    return nil
  }

  private func name(of kind: ParameterDescriptor.Kind) -> String {
    switch kind {
    case .text: "a text"
    case .number: "a number"
    case .flag: "`true` or `false`"
    case .label, .labelOf: "a label"
    case .actor: "an actor's id"
    case .list: "the name of a list"
    case .array(let inner): "a list, each entry \(name(of: inner))"
    case .map(let key, let value): "a mapping from \(name(of: key)) to \(name(of: value))"
    }
  }
}
