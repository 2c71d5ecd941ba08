#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A file open for reading from front to back.
final class InputFile {
  private let descriptor: Int32
  private let path: String
  private let closes: Bool

  init(path: String) throws(SystemError) {
    descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    self.path = path
    closes = true
    if descriptor < 0 { throw SystemError("open", path) }
  }

  private init(standardInput: Void) {
    descriptor = STDIN_FILENO
    path = "standard input"
    closes = false
  }

  /// Standard input; stays open.
  static func standardInput() -> InputFile { InputFile(standardInput: ()) }

  deinit { if closes, descriptor >= 0 { close(descriptor) } }

  /// Returns `prefix` followed by up to `count` bytes more; fewer only at the end of the file.
  func read(after prefix: [UInt8], count: Int) throws(SystemError) -> [UInt8] {
    var failure: Int32 = 0
    let bytes = unsafe [UInt8](unsafeUninitializedCapacity: prefix.count + count) { buffer, filled in
      for index in prefix.indices { unsafe buffer.initializeElement(at: index, to: prefix[index]) }
      filled = prefix.count
      while filled < buffer.count {
        let rest = unsafe UnsafeMutableRawBufferPointer(
          rebasing: UnsafeMutableRawBufferPointer(buffer)[filled...])
        #if canImport(Darwin)
          let received = unsafe Darwin.read(descriptor, rest.baseAddress, rest.count)
        #elseif canImport(Musl)
          let received = unsafe Musl.read(descriptor, rest.baseAddress, rest.count)
        #else
          let received = unsafe Glibc.read(descriptor, rest.baseAddress, rest.count)
        #endif
        if received > 0 {
          filled += received
        } else if received == 0 {
          break
        } else if errno != EINTR {
          failure = errno
          break
        }
      }
    }
    if failure != 0 { throw SystemError("read", path, code: failure) }
    return bytes
  }
}

/// Standard input as a whole, for what is not a corpus.
package enum StandardInput {
  /// Returns what can be read up to the end, or `limit` bytes of it.
  package static func read(limit: Int) throws(SystemError) -> [UInt8] {
    let file = InputFile.standardInput()
    let step = 1 << 16
    var bytes: [UInt8] = []
    while bytes.count < limit {
      let before = bytes.count
      bytes = try file.read(after: bytes, count: min(max(step, before), limit - before))
      if bytes.count == before { break }
    }
    return bytes
  }
}
