import Foundation
import TestSupport
import WaybillLanguageServer

/// An editor's side of the protocol: starts the built command and talks to it over pipes.
final class Client {
  typealias Object = [String: Any]

  /// What the server did not do in time, or refused.
  struct Failure: Error, CustomStringConvertible {
    var code: Int?
    var description: String
  }

  let process = Process()
  private let input = Pipe()
  private let inbox = Inbox()
  private var lastID = 0

  /// The product stands beside the bundle of the tests.
  private static let path: String = {
    let bundle = Bundle.allBundles.first { $0.bundlePath.hasSuffix(".xctest") }
    let folder =
      bundle.map { URL(fileURLWithPath: $0.bundlePath).deletingLastPathComponent() }
      ?? URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
    return folder.appending(path: "waybill").path
  }()

  init(_ arguments: [String] = [], cache: String? = nil) throws {
    let output = Pipe()
    process.executableURL = URL(fileURLWithPath: Self.path)
    process.arguments = ["lsp"] + arguments
    process.standardInput = input
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    if let cache {
      process.environment = ProcessInfo.processInfo.environment.merging(["XDG_CACHE_HOME": cache]) { $1 }
    }
    try process.run()
    try output.fileHandleForWriting.close()
    let (handle, inbox) = (output.fileHandleForReading, inbox)
    Thread.detachNewThread {
      var frames = FrameReader()
      // Takes what is there; other ways to read wait for as much as was asked for.
      while case let data = handle.availableData, !data.isEmpty {
        frames.append(data)
        while let frame = frames.next() {
          if case .message(let bytes) = frame { inbox.add(bytes) }
        }
      }
    }
  }

  deinit { if process.isRunning { process.terminate() } }

  // MARK: Talking

  /// Starts a session on a folder.
  @discardableResult
  func begin(
    _ folder: String?, options: Object = [:], encodings: [String]? = nil, snippets: Bool = false,
    processID: Int32? = nil
  ) throws -> Object {
    var parameters: Object = [
      "processId": processID.map { Int($0) } ?? NSNull(), "rootUri": folder.map(Self.uri) ?? NSNull(),
      "initializationOptions": options,
    ]
    parameters["capabilities"] =
      [
        "general": encodings.map { ["positionEncodings": $0] } ?? [:],
        "textDocument": ["completion": ["completionItem": ["snippetSupport": snippets]]],
      ] as Object
    let result = try request("initialize", parameters) as? Object ?? [:]
    try notify("initialized", [:])
    return result
  }

  func notify(_ method: String, _ parameters: Object) throws {
    try send(["jsonrpc": "2.0", "method": method, "params": parameters])
  }

  /// Sends a request and waits for its result; throws the server's refusal.
  @discardableResult
  func request(_ method: String, _ parameters: Object) throws -> Any? {
    try result(of: send(method, parameters), method)
  }

  /// Sends a request and returns its id.
  func send(_ method: String, _ parameters: Object) throws -> Int {
    lastID += 1
    try send(["jsonrpc": "2.0", "id": lastID, "method": method, "params": parameters])
    return lastID
  }

  func result(of id: Int, _ method: String = "") throws -> Any? {
    let answer = try wait("an answer to \(method)") { $0["id"] as? Int == id && $0["method"] == nil }
    if let error = answer["error"] as? Object {
      throw Failure(code: error["code"] as? Int, description: error["message"] as? String ?? "")
    }
    return answer["result"]
  }

  private func send(_ message: Object) throws {
    let body = try JSONSerialization.data(withJSONObject: message)
    try write("Content-Length: \(body.count)\r\n\r\n" + String(decoding: body, as: UTF8.self))
  }

  func write(_ text: String) throws { try input.fileHandleForWriting.write(contentsOf: Data(text.utf8)) }

  func closeInput() throws { try input.fileHandleForWriting.close() }

  /// Waits for the first message that fits and takes it out of those received.
  @discardableResult
  func wait(_ what: String, _ fits: (Object) -> Bool) throws -> Object {
    guard let message = inbox.take(fits) else { throw Failure(description: "waited in vain for \(what)") }
    return message
  }

  /// Waits for the end of the process.
  func exitCode() throws -> Int32 {
    let end = Date.now.addingTimeInterval(30)
    while process.isRunning {
      guard Date.now < end else { throw Failure(description: "the server goes on") }
      Thread.sleep(forTimeInterval: 0.01)
    }
    return process.terminationStatus
  }

  // MARK: Documents

  static func uri(_ path: String) -> String { FileURI.uri(path) }

  func open(_ path: String, _ text: String) throws {
    try notify(
      "textDocument/didOpen",
      ["textDocument": ["uri": Self.uri(path), "languageId": "yaml", "version": 1, "text": text] as Object])
  }

  /// Replaces a document's whole text.
  func change(_ path: String, _ version: Int, _ text: String) throws {
    try notify(
      "textDocument/didChange",
      [
        "textDocument": ["uri": Self.uri(path), "version": version] as Object,
        "contentChanges": [["text": text]],
      ])
  }

  /// Inserts text at a place.
  func type(_ path: String, _ version: Int, line: Int, character: Int, _ text: String) throws {
    let position = ["line": line, "character": character]
    try notify(
      "textDocument/didChange",
      [
        "textDocument": ["uri": Self.uri(path), "version": version] as Object,
        "contentChanges": [["range": ["start": position, "end": position], "text": text] as Object],
      ])
  }

  /// Returns the codes of the diagnostics of a version of a document, in order.
  func codes(_ path: String, version: Int? = nil) throws -> [String] {
    try diagnostics(path, version: version).compactMap { $0["code"] as? String }
  }

  func diagnostics(_ path: String, version: Int? = nil) throws -> [Object] {
    let message = try wait("diagnostics of \(path)") {
      guard $0["method"] as? String == "textDocument/publishDiagnostics",
        let parameters = $0["params"] as? Object, parameters["uri"] as? String == Self.uri(path)
      else { return false }
      return version == nil || parameters["version"] as? Int == version
    }
    return (message["params"] as? Object)?["diagnostics"] as? [Object] ?? []
  }

  /// The parameters of a request about the place that `‸` marks in a text.
  func place(_ path: String, _ marked: String) -> Object {
    let before = marked.prefix { $0 != "‸" }
    let lines = before.split(separator: "\n", omittingEmptySubsequences: false)
    return [
      "textDocument": ["uri": Self.uri(path)],
      "position": ["line": lines.count - 1, "character": lines.last?.utf16.count ?? 0],
    ]
  }

  /// Opens a text without its mark `‸` and returns what may be written there.
  func completions(_ path: String, _ marked: String) throws -> [Object] {
    try open(path, marked.replacing("‸", with: ""))
    let result = try request("textDocument/completion", place(path, marked)) as? Object
    return result?["items"] as? [Object] ?? []
  }

  func labels(_ path: String, _ marked: String) throws -> [String] {
    try completions(path, marked).compactMap { $0["label"] as? String }
  }

  /// Opens a text and returns what is shown of the place that `‸` marks.
  func hover(_ path: String, _ marked: String) throws -> String? {
    try open(path, marked.replacing("‸", with: ""))
    let result = try request("textDocument/hover", place(path, marked)) as? Object
    return (result?["contents"] as? Object)?["value"] as? String
  }
}

/// Messages received and not yet asked for.
private final class Inbox: @unchecked Sendable {
  private let condition = NSCondition()
  private var messages: [Client.Object] = []

  func add(_ bytes: [UInt8]) {
    guard let message = try? JSONSerialization.jsonObject(with: Data(bytes)) as? Client.Object else { return }
    condition.lock()
    messages.append(message)
    condition.broadcast()
    condition.unlock()
  }

  func take(_ fits: (Client.Object) -> Bool) -> Client.Object? {
    let end = Date.now.addingTimeInterval(40)
    condition.lock()
    defer { condition.unlock() }
    while true {
      if let index = messages.firstIndex(where: fits) { return messages.remove(at: index) }
      guard condition.wait(until: end) else { return nil }
    }
  }
}
