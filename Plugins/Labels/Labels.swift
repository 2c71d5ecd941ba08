public import WaybillCore

/// Gives labels by plain rules: a new axis from YAML alone.
public struct Labels: Classifier {
  public static let descriptor = ClassifierDescriptor(
    id: "labels", summary: "Labels by plain rules, on any axis that a rule set declares.", adds: [.labels])

  private let catalog: Catalog
  private let axes: [Int]

  public init(_ configuration: ClassifierConfiguration) {
    catalog = configuration.catalog
    axes = configuration.emits
  }

  public func classify(_ reading: Reading, into findings: inout Findings) {
    for axis in axes {
      var mentions: [(label: String, isProminent: Bool)] = []
      for hit in reading.labels where catalog.labels[hit.label].axis == axis {
        let label = catalog.labels[hit.label].name
        findings.spans.append(
          LabelledSpan(
            axis: catalog.axes[axis].name, label: label, span: reading.span(hit.tokens),
            rule: catalog.rules[hit.rule].reference))
        mentions.append((label, reading.isProminent(sentence: hit.sentence)))
      }
      if !mentions.isEmpty {
        findings.labels.append((catalog.axes[axis].name, LabelScore.shares(of: mentions)))
      }
    }
  }
}
