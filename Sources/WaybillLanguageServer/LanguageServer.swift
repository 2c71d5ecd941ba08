import Dispatch
import Synchronization

/// A language server for rule files: one client, from its first message to its last.
package enum LanguageServer {
  /// How the server is run.
  package struct Options: Sendable {
    /// Rule files and folders of them, in place of the folders that the client names; `default` for the shipped ones.
    package var rules: [String]
    /// The folder from which relative paths begin.
    package var workingDirectory: String
    /// How long the client must be silent before rules are compiled.
    package var pause: Duration
    /// Where shipped rule files are laid down for an editor to show; nil for nowhere.
    package var cacheFolder: String?

    package init(
      rules: [String], workingDirectory: String, pause: Duration = .milliseconds(150), cacheFolder: String?
    ) {
      self.rules = rules
      self.workingDirectory = workingDirectory
      self.pause = pause
      self.cacheFolder = cacheFolder
    }
  }

  /// Serves until the client says `exit`, or is gone.
  /// - Parameters:
  ///   - read: returns the next bytes from the client, waiting for them; nil at the end.
  ///   - write: sends bytes to the client; false if it is gone.
  ///   - isAlive: whether a process exists.
  /// - Returns: the exit code: 0 after `shutdown`, otherwise 1, as the protocol wants it.
  package static func run(
    _ options: Options, read: @escaping @Sendable () -> [UInt8]?,
    write: @escaping @Sendable ([UInt8]) -> Bool,
    isAlive: @escaping @Sendable (Int32) -> Bool
  ) async -> Int32 {
    let (stream, continuation) = AsyncStream.makeStream(of: Incoming.self)
    let cancelled = CancelledRequests()
    // Reading waits for the client, which a task must not.
    DispatchQueue(label: "waybill.lsp.input").async {
      var frames = FrameReader()
      while let bytes = read() {
        frames.append(bytes)
        while let frame = frames.next() { continuation.yield(incoming(frame, cancelled)) }
      }
      continuation.yield(.end)
    }
    let session = Session(options, cancelled: cancelled, isAlive: isAlive) { bytes in
      if !write(bytes) { continuation.yield(.end) }
    } giveUp: {
      continuation.yield(.end)
    }
    for await item in stream {
      if let code = await session.handle(item) { return code }
    }
    return 1
  }

  /// Reads the outer form of a message; a cancellation takes effect at once, before what waits is worked on.
  private static func incoming(_ frame: FrameReader.Frame, _ cancelled: CancelledRequests) -> Incoming {
    switch frame {
    case .malformed(let reason): return .malformed(ResponseError(.parseError, reason))
    case .message(let bytes):
      do throws(ResponseError) {
        let message = try Message(bytes)
        if message.method == "$/cancelRequest" {
          cancelled.insert(try message.parameters(CancelParams.self).id)
        } else if message.method != nil, let id = message.id {
          cancelled.expect(id)
        }
        return .message(message)
      } catch {
        return .malformed(error)
      }
    }
  }
}

/// What reaches the session, in the order in which it came.
enum Incoming: Sendable {
  case message(Message)
  case malformed(ResponseError)
  /// The client is gone.
  case end
}

/// The requests that wait, and those of them that the client no longer wants answered.
final class CancelledRequests: Sendable {
  /// Whether a waiting request was cancelled.
  private let waiting = Mutex<[RequestID: Bool]>([:])

  func expect(_ id: RequestID) { waiting.withLock { $0[id] = false } }

  /// Cancels a request; one that is not waiting was answered, or never was.
  func insert(_ id: RequestID) { waiting.withLock { if $0[id] != nil { $0[id] = true } } }

  /// Returns whether a request was cancelled, and forgets it.
  func take(_ id: RequestID) -> Bool { waiting.withLock { $0.removeValue(forKey: id) ?? false } }
}
