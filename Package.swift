// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "waybill",
  platforms: [.macOS(.v26)],
  products: [
    .library(name: "Waybill", targets: ["Waybill"]),
    .library(name: "WaybillCore", targets: ["WaybillCore"]),
    .library(name: "WaybillBenchSupport", targets: ["WaybillBenchSupport"]),
    .executable(name: "waybill", targets: ["WaybillCommand"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2")
  ],
  targets: [
    // The system's YAML parser, through its event API.
    .systemLibrary(
      name: "CLibYAML", pkgConfig: "yaml-0.1",
      providers: [.apt(["libyaml-dev"]), .brew(["libyaml"])]),

    // The engine, from bytes up. Each target may import only what it lists; a test holds it to that.
    .target(name: "WaybillText"),
    .target(name: "WaybillCore", dependencies: ["WaybillText"]),
    .target(name: "WaybillMatching", dependencies: ["WaybillText", "WaybillCore"]),
    .target(name: "WaybillYAML", dependencies: ["CLibYAML", "WaybillText", "WaybillCore"]),
    .target(
      name: "WaybillRules",
      dependencies: ["WaybillText", "WaybillCore", "WaybillMatching", "WaybillYAML"]),
    .target(
      name: "WaybillPipeline",
      dependencies: ["WaybillText", "WaybillCore", "WaybillRules", "WaybillMatching"]),
    .target(name: "WaybillCorpus", dependencies: ["WaybillText", "WaybillCore"]),
    // Labels by careful readers against findings.
    .target(name: "WaybillEvaluation", dependencies: ["WaybillText", "WaybillCore", "WaybillCorpus"]),
    // What rule authors ask for: formatting, expansion, the schema, new rule sets, why a rule does not hit, diffs and
    // statistics over a corpus.
    .target(
      name: "WaybillAuthoring",
      dependencies: [
        "WaybillText", "WaybillCore", "WaybillMatching", "WaybillYAML", "WaybillRules", "WaybillPipeline",
        "WaybillCorpus", "WaybillEvaluation",
      ]),

    // Classifiers: one target each.
    .target(
      name: "Labels", dependencies: ["WaybillCore", "WaybillText"], path: "Plugins/Labels"),
    .target(
      name: "WeaponCategory", dependencies: ["WaybillCore", "WaybillText"],
      path: "Plugins/WeaponCategory"),
    .target(
      name: "MunitionGuidance", dependencies: ["WaybillCore", "WaybillText"],
      path: "Plugins/MunitionGuidance"),
    .target(
      name: "SupplierConfidence", dependencies: ["WaybillCore", "WaybillText"],
      path: "Plugins/SupplierConfidence"),
    .target(
      name: "BuiltInClassifiers",
      dependencies: [
        "WaybillCore", "Labels", "WeaponCategory", "MunitionGuidance", "SupplierConfidence",
      ]),

    // The shipped rule sets, inside the binary.
    .target(name: "DefaultRules", path: "Rules"),

    // The public face and the command.
    .target(
      name: "Waybill",
      dependencies: [
        "WaybillText", "WaybillCore", "WaybillMatching", "WaybillRules", "WaybillPipeline",
        "WaybillCorpus", "WaybillEvaluation", "WaybillAuthoring", "BuiltInClassifiers", "DefaultRules",
      ]),
    // Editors' questions about rule files, answered over standard input and output.
    .target(
      name: "WaybillLanguageServer",
      dependencies: [
        "Waybill", "WaybillText", "WaybillCore", "WaybillMatching", "WaybillYAML", "WaybillRules",
        "WaybillPipeline", "WaybillAuthoring",
      ]),
    // Single stages, for the benchmark package, which sees only what is public.
    .target(
      name: "WaybillBenchSupport",
      dependencies: [
        "Waybill", "WaybillText", "WaybillCore", "WaybillMatching", "WaybillRules", "WaybillPipeline",
        "WaybillCorpus", "BuiltInClassifiers",
      ]),
    .executableTarget(
      name: "WaybillCommand",
      dependencies: [
        "Waybill", "WaybillText", "WaybillCore", "WaybillRules", "WaybillPipeline",
        "WaybillCorpus", "WaybillLanguageServer",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),

    .testTarget(name: "WaybillTextTests", dependencies: ["WaybillText"]),
    .testTarget(
      name: "WaybillYAMLTests", dependencies: ["WaybillYAML", "WaybillText", "WaybillCore"]),
    .testTarget(
      name: "WaybillRulesTests",
      dependencies: [
        "WaybillRules", "WaybillYAML", "WaybillText", "WaybillCore", "WaybillMatching", "WaybillPipeline",
        "BuiltInClassifiers", "TestSupport",
      ],
      exclude: ["Fixtures", "Faults"]),
    .testTarget(
      name: "WaybillCorpusTests",
      dependencies: ["WaybillCorpus", "WaybillCore", "WaybillText", "TestSupport"]),
    .testTarget(
      name: "WaybillEvaluationTests",
      dependencies: ["WaybillEvaluation", "WaybillText", "WaybillCore", "WaybillCorpus", "TestSupport"],
      exclude: ["Fixtures"]),
    .testTarget(
      name: "WaybillAuthoringTests",
      dependencies: [
        "WaybillAuthoring", "WaybillEvaluation", "WaybillRules", "WaybillPipeline", "WaybillMatching",
        "WaybillYAML", "WaybillText", "WaybillCore", "WaybillCorpus", "BuiltInClassifiers", "Waybill",
        "TestSupport",
      ],
      exclude: ["Fixtures"]),
    .testTarget(name: "CommandLineTests", dependencies: ["WaybillCommand", "TestSupport"]),
    .testTarget(
      name: "WaybillLanguageServerTests",
      dependencies: [
        "WaybillLanguageServer", "WaybillCommand", "Waybill", "WaybillRules", "WaybillYAML", "WaybillText",
        "WaybillCore", "TestSupport",
      ]),
    // Rule files in strings, folders for a while, and random numbers that repeat: shared by the tests below.
    .target(
      name: "TestSupport",
      dependencies: ["WaybillText", "WaybillCore", "WaybillMatching", "WaybillRules", "WaybillPipeline"],
      path: "Tests/Support"),
    .testTarget(
      name: "WaybillMatchingTests",
      dependencies: ["WaybillMatching", "WaybillText", "WaybillCore", "WaybillRules", "TestSupport"]),
    .testTarget(
      name: "WaybillPipelineTests",
      dependencies: [
        "WaybillPipeline", "WaybillRules", "WaybillText", "WaybillCore", "WaybillMatching",
        "BuiltInClassifiers",
        "Waybill", "TestSupport",
      ],
      exclude: ["Fixtures", "Wordings/Expected"]),
    .testTarget(
      name: "PluginTests",
      dependencies: [
        "Labels", "WeaponCategory", "MunitionGuidance", "SupplierConfidence", "BuiltInClassifiers",
        "WaybillRules", "WaybillPipeline", "WaybillText", "WaybillCore", "WaybillMatching", "TestSupport",
      ]),
    .testTarget(name: "ArchitectureTests"),
  ],
  cLanguageStandard: .c2x
)

// One set of settings for every Swift target.
for target in package.targets where target.type != .system && target.name != "DefaultRules" {
  target.swiftSettings =
    (target.swiftSettings ?? []) + [
      .enableUpcomingFeature("ExistentialAny"),
      .enableUpcomingFeature("InternalImportsByDefault"),
      .enableUpcomingFeature("MemberImportVisibility"),
      .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
      .strictMemorySafety(),
      .treatAllWarnings(as: .error),
    ]
}
