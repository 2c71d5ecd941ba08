#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A refusal by the operating system, with what was tried on which file.
package struct SystemError: Error, Hashable, CustomStringConvertible {
  /// What was tried, as it reads after "cannot": `open`, `write to`.
  package var action: String
  package var path: String
  /// The value of `errno`.
  package var code: Int32

  init(_ action: String, _ path: String, code: Int32 = errno) {
    self.action = action
    self.path = path
    self.code = code
  }

  /// The system's words for the code alone.
  package var reason: String { unsafe String(cString: strerror(code)) }

  package var description: String { "cannot \(action) \(path): \(reason)" }
}
