#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Where records or rejects go: a file that appears whole at the end or not at all, or a stream.
///
/// A regular file is written under a temporary name beside its place and renamed by `finish()`; whoever reads the
/// place sees the old file or the new one. Devices and pipes are written as they come.
package struct OutputFile: ~Copyable {
  private var descriptor: Int32
  private let path: String
  /// The name to remove on failure; nil for a stream or once renamed.
  private var temporary: String?
  private let closes: Bool

  /// Opens a file; a missing folder or a lack of rights shows here, before any work is done.
  package init(path: String) throws(SystemError) {
    self.path = path
    closes = true
    temporary = Self.temporaryPath(for: path)
    if let temporary {
      descriptor = unsafe open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    } else {
      descriptor = unsafe open(path, O_WRONLY | O_CLOEXEC)
    }
    if descriptor < 0 {
      let code = errno
      temporary = nil
      throw SystemError("write to", path, code: code)
    }
  }

  private init(standing descriptor: Int32, name: String) {
    self.descriptor = descriptor
    path = name
    temporary = nil
    closes = false
  }

  /// Standard output; stays open.
  package static func standardOutput() -> OutputFile {
    OutputFile(standing: STDOUT_FILENO, name: "standard output")
  }

  /// Standard error; stays open.
  package static func standardError() -> OutputFile {
    OutputFile(standing: STDERR_FILENO, name: "standard error")
  }

  /// The name under which this process writes a file before renaming it; nil where it writes directly.
  package static func temporaryPath(for path: String) -> String? {
    if let status = try? FileStatus(ofPath: path), status.kind == .other { return nil }
    return "\(path).\(getpid()).part"
  }

  /// Removes the temporary of `path` that this process may have left.
  package static func removeTemporary(for path: String) {
    if let temporary = temporaryPath(for: path) { _ = unsafe unlink(temporary) }
  }

  /// Writes all bytes.
  package func write(_ bytes: [UInt8]) throws(OutputFailure) {
    var written = 0
    while written < bytes.count {
      let count = unsafe bytes.withUnsafeBytes { buffer in
        let rest = unsafe UnsafeRawBufferPointer(rebasing: buffer[written...])
        #if canImport(Darwin)
          return unsafe Darwin.write(descriptor, rest.baseAddress, rest.count)
        #elseif canImport(Musl)
          return unsafe Musl.write(descriptor, rest.baseAddress, rest.count)
        #else
          return unsafe Glibc.write(descriptor, rest.baseAddress, rest.count)
        #endif
      }
      if count >= 0 {
        written += count
      } else if errno == EPIPE {
        throw .closedPipe
      } else if errno != EINTR {
        throw .system(SystemError("write to", path))
      }
    }
  }

  /// Puts the whole file in its place.
  package mutating func finish() throws(OutputFailure) {
    guard closes else { return }
    // Before the rename, or a crash could leave the new name with nothing behind it.
    if temporary != nil, fsync(descriptor) != 0 { throw .system(SystemError("write to", path)) }
    let status = close(descriptor)
    descriptor = -1
    if status != 0 { throw .system(SystemError("write to", path)) }
    if let temporary {
      guard unsafe rename(temporary, path) == 0 else {
        throw .system(SystemError("rename the output to", path))
      }
      self.temporary = nil
    }
  }

  /// Removes what was not finished.
  deinit {
    if closes, descriptor >= 0 { close(descriptor) }
    if let temporary { _ = unsafe unlink(temporary) }
  }
}

/// Why output could not be written.
package enum OutputFailure: Error, Hashable {
  /// The reader of the pipe has gone; no fault of anyone.
  case closedPipe
  case system(SystemError)
}
