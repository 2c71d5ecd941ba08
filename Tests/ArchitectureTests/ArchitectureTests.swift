import Testing

struct ArchitectureTests {
  @Test func `every module has an entry in the map`() {
    let modules = Set(SourceTree.swiftFiles.map(\.module))
    #expect(modules == Set(ModuleMap.allowed.keys))
  }

  @Test(arguments: SourceTree.swiftFiles)
  func `a file imports only what its module may`(file: SourceFile) throws {
    let allowed = try #require(ModuleMap.allowed[file.module]).union(ModuleMap.system)
    #expect(Set(file.imports).subtracting(allowed).isEmpty)
  }

  @Test func `the map has no circle`() {
    var open = ModuleMap.allowed
    while let leaf = open.first(where: { open.keys.allSatisfy(Set(open.keys).subtracting($0.value).contains) }
    ) {
      open[leaf.key] = nil
    }
    #expect(open.isEmpty)
  }

  @Test func `the README shows the map`() {
    let readme = SourceTree.text("README.md")
    for module in ModuleMap.allowed.keys {
      #expect(readme.contains("`\(module)`"), "\(module) is not in the README")
    }
  }

  @Test func `imports are read whatever stands before them`() {
    let file = SourceFile(
      path: "", module: "",
      text: """
        // import Comment
        import A
        public import B
          package import struct C.Thing
        @preconcurrency import D
        let important = "import E"
        """)
    #expect(file.imports == ["A", "B", "C", "D"])
  }

  @Test func `every plugin folder is in the list of built-in classifiers`() {
    let file = SourceFile(
      path: "", module: "", text: SourceTree.text("Sources/BuiltInClassifiers/BuiltInClassifiers.swift"))
    let folders = SourceTree.folders(in: "Plugins")
    #expect(folders.count >= 4)
    #expect(Set(folders) == Set(file.imports).subtracting(["WaybillCore"]))
    for folder in folders {
      #expect(file.text.contains("\(folder).self"), "\(folder) is imported and not listed")
    }
  }

  @Test func `the binary holds every rule file and nothing else`() {
    let source = SourceTree.text("Rules/DefaultRules.c")
    let embedded = source.split(separator: "\n").filter { $0.hasPrefix("#embed") }.map {
      "Rules/" + $0.split(separator: "\"")[1]
    }
    let files =
      SourceTree.files(under: "Rules", ending: ".yaml") + SourceTree.files(under: "Rules", ending: ".yml")
    #expect(!files.isEmpty)
    #expect(embedded.sorted() == files.sorted())
    for file in files {
      #expect(
        source.contains("RULE_FILE(\"\(file.dropFirst("Rules/".count))\""),
        "\(file) is embedded and not listed")
    }
  }

  // MARK: The path of every article

  @Test(arguments: SourceTree.swiftFiles)
  func `no library imports all of Foundation`(file: SourceFile) {
    #expect(!file.imports.contains("Foundation"))
  }

  @Test(arguments: SourceTree.swiftFiles)
  func `unsafe stands only where C is called or memory is read wordwise`(file: SourceFile) {
    guard file.uses("unsafe") else { return }
    let callsC = !Set(file.imports).isDisjoint(with: ["CLibYAML", "DefaultRules", "Glibc", "Musl", "Darwin"])
    #expect(callsC || Self.wordwise.contains(file.path))
  }

  /// Files that read eight bytes at a time, after a check of their own that all eight are there.
  private static let wordwise: Set = [
    "Sources/WaybillText/PlainWord.swift", "Sources/WaybillCorpus/JSON/ByteSearch.swift",
    "Sources/WaybillCorpus/Reading/UTF8Check.swift",
  ]

  @Test(arguments: SourceTree.swiftFiles)
  func `nobody promises the compiler what it cannot check`(file: SourceFile) {
    #expect(!file.code.contains { $0.contains("@unchecked Sendable") || $0.contains("nonisolated(unsafe)") })
  }

  // MARK: Documentation

  @Test func `the reference lists every diagnostic code and no other`() {
    let inSources = Set(SourceTree.swiftFiles.flatMap { Self.codes(in: $0.text) })
    let inReference = Set(Self.codes(in: SourceTree.text("Documentation/RuleLanguage.md")))
    #expect(inSources.count > 50)
    #expect(inSources == inReference)
  }

  private static func codes(in text: String) -> [String] {
    text.split { !$0.isLetter && !$0.isNumber }.map(String.init).filter {
      $0.count == 5 && $0.hasPrefix("WB") && $0.dropFirst(2).allSatisfy(\.isNumber)
    }
  }

  @Test(arguments: SourceTree.scripts)
  func `paths in scripts lead to files`(script: String) {
    let tops = ["Benchmarks/", "Documentation/", "Rules/", "Samples/", "Scripts/", "Sources/", "Tests/"]
    let words = SourceTree.text(script).split { !$0.isLetter && !$0.isNumber && !"/._-*".contains($0) }
    for word in words where tops.contains(where: word.hasPrefix) && !word.contains("*") {
      #expect(SourceTree.exists(String(word)), "\(word)")
    }
  }

  @Test(arguments: [
    "README.md", "CONTRIBUTING.md", "Plugins/README.md", "Samples/README.md", "Benchmarks/README.md",
    "Documentation/RuleLanguage.md", "Documentation/Record.md", "Documentation/AuthoringTools.md",
    "Documentation/Editors.md", "Documentation/Lints.md", "Documentation/Evaluation.md",
  ])
  func `links in documentation lead to files`(document: String) {
    let folder =
      document.contains("/") ? document.split(separator: "/").dropLast().joined(separator: "/") + "/" : ""
    let targets = SourceTree.text(document).split(separator: "](").dropFirst().map { $0.prefix { $0 != ")" } }
    for target in targets where !target.hasPrefix("http") && !target.hasPrefix("#") {
      #expect(SourceTree.exists(folder + target.prefix { $0 != "#" }), "\(target)")
    }
  }
}
