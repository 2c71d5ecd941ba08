import Foundation
import TestSupport

/// The built command, run as a user would.
struct Command {
  struct Result {
    var exitCode: Int32
    var output: String
    var messages: String
  }

  /// The product stands beside the bundle of the tests.
  static let path: String = {
    let bundle = Bundle.allBundles.first { $0.bundlePath.hasSuffix(".xctest") }
    let folder =
      bundle.map { URL(fileURLWithPath: $0.bundlePath).deletingLastPathComponent() }
      ?? URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
    return folder.appending(path: "waybill").path
  }()

  /// Runs the command to its end.
  static func run(_ arguments: [String], input: [UInt8] = []) throws -> Result {
    // Files, for a pipe that nobody empties would stop the command.
    let folder = try TemporaryFolder()
    let inputPath = try folder.write("input", input)
    let output = try folder.write("output", [])
    let messages = try folder.write("messages", [])
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = arguments
    process.standardInput = try FileHandle(forReadingFrom: URL(fileURLWithPath: inputPath))
    process.standardOutput = try FileHandle(forWritingTo: URL(fileURLWithPath: output))
    process.standardError = try FileHandle(forWritingTo: URL(fileURLWithPath: messages))
    try process.run()
    process.waitUntilExit()
    return Result(
      exitCode: process.terminationStatus, output: try String(contentsOfFile: output, encoding: .utf8),
      messages: try String(contentsOfFile: messages, encoding: .utf8))
  }

  /// Runs a line of shell in which `waybill` is the command.
  static func shell(_ line: String) throws -> Result {
    let folder = try TemporaryFolder()
    let output = try folder.write("output", [])
    let messages = try folder.write("messages", [])
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/bash")
    process.arguments = ["-c", "waybill() { '\(path)' \"$@\"; }\n\(line)"]
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = try FileHandle(forWritingTo: URL(fileURLWithPath: output))
    process.standardError = try FileHandle(forWritingTo: URL(fileURLWithPath: messages))
    try process.run()
    process.waitUntilExit()
    return Result(
      exitCode: process.terminationStatus, output: try String(contentsOfFile: output, encoding: .utf8),
      messages: try String(contentsOfFile: messages, encoding: .utf8))
  }
}
