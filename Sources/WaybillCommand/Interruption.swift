import Dispatch
import Synchronization
import WaybillCorpus

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Ends a task when the user interrupts the process, and the process itself when the task does not notice.
final class Interruption: Sendable {
  /// The signal received, or 0.
  private let received = Atomic<Int32>(0)

  /// The exit code that tells of the signal, or nil if there was none.
  var exitCode: Int32? {
    let signal = received.load(ordering: .acquiring)
    return signal == 0 ? nil : 128 + signal
  }

  /// Watches for SIGINT and SIGTERM until the process ends.
  ///
  /// A run that waits for its standard input cannot see that it was cancelled; after `patience` the process ends
  /// without it, and the temporaries of `outputs` are removed here.
  func watch(outputs: [String], patience: Duration = .seconds(1), cancel: @escaping @Sendable () -> Void) {
    let queue = DispatchQueue(label: "waybill.interruption")
    for number in [SIGINT, SIGTERM] {
      _ = signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
      source.setEventHandler {
        // The handler keeps its own source alive.
        _ = source
        let isFirst = self.received.exchange(number, ordering: .acquiringAndReleasing) == 0
        cancel()
        let delay = isFirst ? patience : .zero
        queue.asyncAfter(deadline: .now() + .nanoseconds(Int(delay / .nanoseconds(1)))) {
          for output in outputs { OutputFile.removeTemporary(for: output) }
          Terminal.printMessage("waybill: interrupted")
          Terminal.exit(128 + number)
        }
      }
      source.resume()
    }
  }
}
