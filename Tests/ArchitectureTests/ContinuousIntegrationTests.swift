import Foundation
import Testing

/// The whole check ends with the first step that fails, and says so by its exit code.
struct ContinuousIntegrationTests {
  /// Everything that the script runs, each replaced by a stand-in that writes down its call.
  private static let standIns = [
    "Scripts/setup", "Scripts/demo", "Scripts/check-schema", "Scripts/test", "Benchmarks/throughput",
    "Benchmarks/authoring", "Benchmarks/editor", ".build/release/waybill", "bin/swift",
  ]

  /// Runs the script among stand-ins of which the call with this number fails.
  private static func run(failing number: Int?) throws -> (exitCode: Int32, calls: [String]) {
    let folder = FileManager.default.temporaryDirectory.appending(path: "waybill-ci-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    func write(_ path: String, _ text: String) throws {
      let url = folder.appending(path: path)
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: url)
      try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: url.path)
    }
    let log = folder.appending(path: "calls").path
    try write("calls", "")
    for name in standIns {
      try write(
        name,
        """
        #!/bin/bash
        echo "\(name) $*" >> '\(log)'
        [ "$(wc -l < '\(log)')" -ne "${FAILS:-0}" ]

        """)
    }
    try write(".ci/run", SourceTree.text(".ci/run"))
    let process = Process()
    process.executableURL = folder.appending(path: ".ci/run")
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    let environment = ProcessInfo.processInfo.environment
    process.environment = [
      "PATH": "\(folder.path)/bin:\(environment["PATH"] ?? "/usr/bin:/bin")", "FAILS": "\(number ?? 0)",
      "WAYBILL_CORPUS": log,
    ]
    try process.run()
    process.waitUntilExit()
    let calls = try String(contentsOfFile: log, encoding: .utf8).split(separator: "\n").map(String.init)
    return (process.terminationStatus, calls)
  }

  @Test func `each step that fails ends the run`() throws {
    let whole = try Self.run(failing: nil)
    #expect(whole.exitCode == 0)
    #expect(Set(whole.calls.map { $0.prefix { $0 != " " } }) == Set(Self.standIns.map { $0[...] }))
    for number in 1...max(1, whole.calls.count) {
      let run = try Self.run(failing: number)
      #expect(run.exitCode != 0, "\(whole.calls[number - 1])")
      #expect(run.calls.count == number, "\(whole.calls[number - 1])")
    }
  }
}
