import WaybillCorpus

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The process's two outputs: data for programs, messages for people.
enum Terminal {
  /// Whether messages are read by a person who watches.
  static var showsMessagesLive: Bool { isatty(STDERR_FILENO) == 1 }

  /// Whether data is read by a person who watches.
  static var showsOutputLive: Bool { isatty(STDOUT_FILENO) == 1 }

  /// Whether that person has not asked for plain text.
  static var showsColours: Bool { unsafe showsOutputLive && getenv("NO_COLOR") == nil }

  /// Waits for a moment, or less when a signal comes.
  static func wait(milliseconds: UInt32) { usleep(milliseconds * 1000) }

  /// How many processors are online.
  static var processors: Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }

  /// Makes a closed pipe an error of `write`, which is then no error of ours.
  static func ignoreClosedPipes() { _ = signal(SIGPIPE, SIG_IGN) }

  /// Writes a line of data; exits quietly if nobody reads it.
  static func printOutput(_ text: String) {
    do {
      try OutputFile.standardOutput().write(Array((text.hasSuffix("\n") ? text : text + "\n").utf8))
    } catch {
      switch error {
      case .closedPipe: exit(0)
      case .system(let failure):
        printMessage("waybill: \(failure)")
        exit(2)
      }
    }
  }

  /// Returns all of standard input, as far as a rule file may be long and one byte more.
  static func readInput() throws -> [UInt8] { try StandardInput.read(limit: (8 << 20) + 1) }

  /// Writes a line for people.
  static func printMessage(_ text: String) { write(message: text.hasSuffix("\n") ? text : text + "\n") }

  /// Writes to standard error as it is; a message that cannot be written is lost.
  static func write(message: String) { try? OutputFile.standardError().write(Array(message.utf8)) }

  /// Ends the process at once; nothing is buffered.
  static func exit(_ code: Int32) -> Never { _exit(code) }
}
