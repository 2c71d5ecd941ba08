/// Which modules may import which: the map of the README, as the manifest has it.
enum ModuleMap {
  /// What belongs to the system or the toolchain and needs no entry for each module.
  static let system: Set = ["Glibc", "Musl", "Darwin", "Dispatch", "Synchronization", "FoundationEssentials"]

  private static let plugins = ["Labels", "WeaponCategory", "MunitionGuidance", "SupplierConfidence"]
  private static let libraries = [
    "WaybillText", "WaybillCore", "WaybillMatching", "WaybillYAML", "WaybillRules", "WaybillPipeline",
    "WaybillCorpus", "WaybillEvaluation", "WaybillAuthoring", "BuiltInClassifiers", "DefaultRules", "Waybill",
  ]

  /// The allowed imports by module.
  static let allowed: [String: Set<String>] = {
    var map: [String: Set<String>] = [
      "WaybillText": [],
      "WaybillCore": ["WaybillText"],
      "WaybillMatching": ["WaybillText", "WaybillCore"],
      "WaybillYAML": ["CLibYAML", "WaybillText", "WaybillCore"],
      "WaybillRules": ["WaybillText", "WaybillCore", "WaybillMatching", "WaybillYAML"],
      "WaybillPipeline": ["WaybillText", "WaybillCore", "WaybillMatching", "WaybillRules"],
      "WaybillCorpus": ["WaybillText", "WaybillCore"],
      "WaybillEvaluation": ["WaybillText", "WaybillCore", "WaybillCorpus"],
      "WaybillAuthoring": [
        "WaybillText", "WaybillCore", "WaybillMatching", "WaybillYAML", "WaybillRules", "WaybillPipeline",
        "WaybillCorpus", "WaybillEvaluation",
      ],
      "BuiltInClassifiers": Set(["WaybillCore"] + plugins),
      "Waybill": Set(libraries).subtracting(["Waybill", "WaybillYAML"]),
      "WaybillBenchSupport": Set(libraries).subtracting([
        "WaybillYAML", "WaybillEvaluation", "WaybillAuthoring", "DefaultRules",
      ]),
      "WaybillCommand": Set(libraries + ["ArgumentParser"]).subtracting([
        "WaybillYAML", "WaybillEvaluation", "WaybillAuthoring", "DefaultRules",
      ]),
    ]
    for plugin in plugins { map[plugin] = ["WaybillText", "WaybillCore"] }
    return map
  }()
}
