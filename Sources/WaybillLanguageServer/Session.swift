import FoundationEssentials
import Waybill
import WaybillAuthoring
import WaybillCore
import WaybillPipeline
import WaybillRules
import WaybillText
import WaybillYAML

/// The state of one client's session. Requests are answered one after the other, in the order in which they came.
///
/// Each is answered from the trees of the texts as they stand. Compiling takes longer than anybody waits for a
/// completion, so it happens beside, once the client has been silent for a moment.
actor Session {
  private enum Phase { case waiting, running, shutDown }

  private let options: LanguageServer.Options
  private let cancelled: CancelledRequests
  private let isAlive: @Sendable (Int32) -> Bool
  private let send: @Sendable ([UInt8]) -> Void
  private let giveUp: @Sendable () -> Void

  private var phase = Phase.waiting
  private(set) var encoding = PositionEncoding.utf16
  private(set) var usesSnippets = false
  private var watchesFiles = false
  private var roots: [String] = []
  private var includesShipped = false
  var workspace = Workspace()
  let shippedFolder: ShippedFolder

  private var check = RuleCheck()
  private var checkTask: Task<Void, Never>?
  private var lookTask: Task<Void, Never>?
  private var isChecking = false
  private var needsCheck = false
  /// What the last check found, by unit.
  private(set) var results: [Workspace.Unit: RuleCheck.Result] = [:]
  /// Expanders of those results; they remember what they counted.
  var expanders: [Workspace.Unit: PhraseExpander] = [:]
  /// Files for which problems were published that still stand.
  private var flagged: Set<String> = []
  /// Files that were not well-formed when they were last looked at.
  private var malformed: Set<String> = []
  /// What was published of files that were looked at and not checked yet, and of which version.
  private var looked: [String: (version: Int?, problems: [Diagnostic])] = [:]

  init(
    _ options: LanguageServer.Options, cancelled: CancelledRequests,
    isAlive: @escaping @Sendable (Int32) -> Bool, send: @escaping @Sendable ([UInt8]) -> Void,
    giveUp: @escaping @Sendable () -> Void
  ) {
    self.options = options
    self.cancelled = cancelled
    self.isAlive = isAlive
    self.send = send
    self.giveUp = giveUp
    shippedFolder = ShippedFolder(path: options.cacheFolder)
  }

  // MARK: Messages

  /// Takes the next message; returns an exit code when it was the last.
  func handle(_ incoming: Incoming) -> Int32? {
    switch incoming {
    case .end: return phase == .shutDown ? 0 : 1
    case .malformed(let error):
      send(Outgoing.failure(nil, error))
      return nil
    case .message(let message):
      // An answer to the one request of ours says nothing that we need.
      guard let method = message.method else { return nil }
      if method == "exit" { return phase == .shutDown ? 0 : 1 }
      guard let id = message.id else {
        notify(method, message)
        return nil
      }
      do throws(ResponseError) {
        if cancelled.take(id) { throw ResponseError(.requestCancelled, "the request was cancelled") }
        send(try answer(method, message, id))
      } catch {
        send(Outgoing.failure(id, error))
      }
      return nil
    }
  }

  private func answer(_ method: String, _ message: Message, _ id: RequestID) throws(ResponseError) -> [UInt8]
  {
    switch phase {
    case .waiting:
      guard method == "initialize" else {
        throw ResponseError(.serverNotInitialized, "the first request must be `initialize`")
      }
      return Outgoing.response(id, try initialize(message.parameters(InitializeParams.self)))
    case .shutDown:
      throw ResponseError(.invalidRequest, "the server was shut down; only `exit` may follow")
    case .running: break
    }
    switch method {
    case "initialize": throw ResponseError(.invalidRequest, "the server was initialized before")
    case "shutdown":
      phase = .shutDown
      checkTask?.cancel()
      return Outgoing.response(id, Null())
    case "textDocument/completion":
      return Outgoing.response(id, try completion(message.parameters(PositionParams.self)))
    case "textDocument/hover":
      return optional(id, try hover(message.parameters(PositionParams.self)))
    case "textDocument/definition":
      return optional(id, try definition(message.parameters(PositionParams.self)))
    case "textDocument/prepareRename":
      return optional(id, try prepareRename(message.parameters(PositionParams.self)))
    case "textDocument/rename":
      return Outgoing.response(id, try rename(message.parameters(RenameParams.self)))
    case "textDocument/formatting":
      return optional(id, try formatting(message.parameters(DocumentParams.self)))
    default:
      throw ResponseError(.methodNotFound, "`\(method)` is not among what this server does")
    }
  }

  private func optional(_ id: RequestID, _ result: (some Encodable)?) -> [UInt8] {
    guard let result else { return Outgoing.response(id, Null()) }
    return Outgoing.response(id, result)
  }

  /// Takes a notification; nobody waits for an answer, not even to one that cannot be read.
  private func notify(_ method: String, _ message: Message) {
    guard phase == .running else { return }
    switch method {
    case "initialized": begin()
    case "textDocument/didOpen":
      guard let item = (try? message.parameters(DidOpenParams.self))?.textDocument,
        let path = path(item.uri)
      else { return }
      workspace.open(path, uri: item.uri, version: item.version, text: item.text)
      scheduleLook(path)
      scheduleCheck()
    case "textDocument/didChange":
      guard let change = try? message.parameters(DidChangeParams.self),
        let path = path(change.textDocument.uri),
        workspace.change(path, version: change.textDocument.version, change.contentChanges, encoding)
      else { return }
      scheduleLook(path)
      scheduleCheck()
    case "textDocument/didSave": scheduleCheck()
    case "textDocument/didClose":
      guard let document = (try? message.parameters(DocumentParams.self))?.textDocument,
        let path = path(document.uri)
      else { return }
      workspace.close(path)
      malformed.remove(path)
      scheduleCheck()
    case "workspace/didChangeWatchedFiles":
      guard let changes = (try? message.parameters(WatchedFilesParams.self))?.changes else { return }
      for path in changes.compactMap({ path($0.uri) }) { workspace.readFromDisk(path) }
      scheduleCheck()
    default: return
    }
  }

  // MARK: Beginning

  private func initialize(_ parameters: InitializeParams) throws(ResponseError) -> InitializeResult {
    phase = .running
    let capabilities = parameters.capabilities
    // The client lists what it can do in the order of what it likes; we take bytes where we may.
    if capabilities?.general?.positionEncodings?.contains(PositionEncoding.utf8.rawValue) == true {
      encoding = .utf8
    }
    usesSnippets = capabilities?.textDocument?.completion?.completionItem?.snippetSupport == true
    watchesFiles = capabilities?.workspace?.didChangeWatchedFiles?.dynamicRegistration == true
    var folders = (parameters.workspaceFolders ?? []).compactMap { FileURI.path($0.uri) }
    if folders.isEmpty, let root = parameters.rootUri.flatMap(FileURI.path) ?? parameters.rootPath {
      folders = [FileURI.standardized(root)]
    }
    // The command's own arguments begin in its folder, the editor's settings in the editor's.
    let asked = options.rules.isEmpty ? parameters.initializationOptions?.rules ?? [] : options.rules
    let start = options.rules.isEmpty ? folders.first ?? options.workingDirectory : options.workingDirectory
    includesShipped = asked.contains("default")
    roots =
      asked.isEmpty
      ? folders
      : asked.filter { $0 != "default" }.map {
        FileURI.standardized($0.hasPrefix("/") ? $0 : "\(start)/\($0)")
      }
    if let parent = parameters.processId, isAlive(parent) { watch(parent) }
    // Read now, so that the first request finds everything there.
    workspace.load(roots: roots, includesShipped: includesShipped)
    return InitializeResult(capabilities: .init(positionEncoding: encoding.rawValue))
  }

  private func begin() {
    if watchesFiles {
      let watching = Registration(
        id: "waybill-files", method: "workspace/didChangeWatchedFiles",
        registerOptions: .init(watchers: [.init(globPattern: "**/*.{yaml,yml}")]))
      send(
        Outgoing.call(
          "client/registerCapability", RegistrationParams(registrations: [watching]),
          id: .text("waybill-files")))
    }
    scheduleCheck()
  }

  /// Ends the session when the process that began it is gone without having closed the pipe.
  private func watch(_ process: Int32) {
    let (isAlive, giveUp) = (isAlive, giveUp)
    Task.detached {
      while isAlive(process) { try? await Task.sleep(for: .seconds(3)) }
      giveUp()
    }
  }

  // MARK: Checking

  /// Looks soon whether a text by itself is well-formed, which takes no time beside compiling all rules.
  private func scheduleLook(_ path: String) {
    lookTask?.cancel()
    let pause = options.pause / 8
    lookTask = Task { [weak self] in
      do { try await Task.sleep(for: pause) } catch { return }
      await self?.look(path)
    }
  }

  private func look(_ path: String) {
    guard phase == .running, let file = workspace.files[path], file.uri != nil, workspace.isRuleFile(path)
    else {
      return
    }
    var problems: [Diagnostic] = []
    _ = RuleSetReader.read(RuleFile(path: path, bytes: file.document.bytes), diagnostics: &problems)
    let hasErrors = problems.contains { $0.severity == .error }
    // What is well-formed is the business of the check, unless it has just become so.
    let hadErrors = malformed.contains(path)
    if hasErrors { malformed.insert(path) } else { malformed.remove(path) }
    guard hasErrors || hadErrors else { return }
    publish(path, problems, version: file.version)
    looked[path] = (file.version, problems)
  }

  /// Checks all rules once the client has been silent for a moment.
  private func scheduleCheck() {
    checkTask?.cancel()
    let pause = options.pause
    checkTask = Task { [weak self] in
      do { try await Task.sleep(for: pause) } catch { return }
      await self?.runChecks()
    }
  }

  private func runChecks() async {
    // One at a time; what comes meanwhile makes another.
    guard !isChecking else {
      needsCheck = true
      return
    }
    isChecking = true
    repeat {
      needsCheck = false
      let units = workspace.units
      let work = units.map { workspace.work(of: $0.unit) }
      let (finished, found) = await Self.run(check, work)
      check = finished
      results = Dictionary(found.map { ($0.unit, $0) }) { first, _ in first }
      expanders = [:]
      if phase == .running { publish(found) }
    } while needsCheck && phase == .running
    isChecking = false
  }

  @concurrent private static func run(
    _ check: RuleCheck, _ work: [RuleCheck.Work]
  ) async -> (RuleCheck, [RuleCheck.Result]) {
    var check = check
    let results = work.map { check.run($0) }
    return (check, results)
  }

  private func publish(_ results: [RuleCheck.Result]) {
    var stale = flagged
    for result in results {
      for path in result.own {
        // What was typed meanwhile is checked next; its places are others now.
        guard let file = workspace.files[path], file.revision == result.revisions[path] else {
          stale.remove(path)
          continue
        }
        let problems = result.diagnostics[path] ?? []
        stale.remove(path)
        guard !problems.isEmpty || flagged.contains(path) || file.uri != nil else { continue }
        publish(path, problems, version: file.version)
      }
    }
    for path in stale {
      publish(path, [], version: nil)
    }
  }

  private func publish(_ path: String, _ problems: [Diagnostic], version: Int?) {
    if let last = looked.removeValue(forKey: path), last == (version, problems) { return }
    if problems.isEmpty { flagged.remove(path) } else { flagged.insert(path) }
    let found = problems.compactMap { protocolDiagnostic($0, path) }
    send(
      Outgoing.call(
        "textDocument/publishDiagnostics",
        PublishDiagnosticsParams(uri: uri(path), version: version, diagnostics: found)))
  }

  private func protocolDiagnostic(_ problem: Diagnostic, _ path: String) -> ProtocolDiagnostic? {
    guard let document = workspace.files[path]?.document else { return nil }
    var message = problem.message
    for note in problem.notes where note.place == nil { message += "\nnote: \(note.message)" }
    if let suggestion = problem.suggestion { message += "\nhelp: did you mean `\(suggestion)`?" }
    let related = problem.notes.compactMap { note -> ProtocolDiagnostic.Related? in
      guard let place = note.place, let location = location(place.file, place.range) else { return nil }
      return .init(location: location, message: note.message)
    }
    return ProtocolDiagnostic(
      range: document.range(problem.place.range, encoding), severity: problem.severity == .error ? 1 : 2,
      code: problem.code, message: message, relatedInformation: related.isEmpty ? nil : related)
  }

  // MARK: Files and places

  /// Returns the path of a file that an editor names; a shipped file has one of our own.
  func path(_ uri: String) -> String? {
    FileURI.path(uri).map { shippedFolder.name(ofCopy: $0) ?? $0 }
  }

  func uri(_ path: String) -> String {
    workspace.files[path]?.uri ?? FileURI.uri(path)
  }

  /// Returns a place as the client knows it; a shipped file is laid down for it to be shown.
  func location(_ path: String, _ range: ByteRange) -> Location? {
    guard let document = workspace.files[path]?.document else { return nil }
    if Workspace.isShipped(path) {
      guard let copy = shippedFolder.copy(of: path, document.bytes) else { return nil }
      return Location(uri: FileURI.uri(copy), range: document.range(range, encoding))
    }
    return Location(uri: uri(path), range: document.range(range, encoding))
  }

  /// Returns the path of an open document; a request about any other is refused.
  func openPath(_ uri: String) throws(ResponseError) -> String {
    guard let path = path(uri), workspace.files[path] != nil else {
      throw ResponseError(.invalidParams, "the document \(uri) is not open")
    }
    return path
  }
}
