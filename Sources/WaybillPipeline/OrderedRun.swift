/// Work on many inputs at once whose results come out in the order of the inputs.
///
/// This is the one place where articles are worked on in parallel. The caller's task reads the inputs and takes the
/// results; only `work` runs elsewhere.
package struct OrderedRun: Sendable, Hashable {
  /// How many inputs are worked on at the same time.
  package var jobs: Int
  /// How many inputs may be read and not yet delivered.
  package var maxInFlight: Int
  /// What the inputs in flight may cost together; an input that costs more runs alone.
  package var maxCost: Int

  /// Creates a run; without further limits, four inputs for each job may be in flight.
  package init(jobs: Int, maxInFlight: Int? = nil, maxCost: Int = .max) {
    precondition(jobs > 0, "at least one job")
    self.jobs = jobs
    self.maxInFlight = max(jobs, maxInFlight ?? jobs * 4)
    self.maxCost = maxCost
  }

  /// Works on every input and delivers the results in order.
  ///
  /// One input that takes long holds back the results of those after it; once the limits are reached, no further
  /// input is read until it is done.
  /// - Parameters:
  ///   - cost: What an input counts against `maxCost`, such as its bytes.
  ///   - next: Returns the next input, or nil at the end.
  ///   - work: Turns an input into a result.
  ///   - deliver: Takes the results in the order of the inputs.
  /// - Throws: `CancellationError` once the task is cancelled, and whatever `next` or `deliver` throws. Work in
  ///   progress is waited for, work not begun is not begun.
  package func callAsFunction<Input: Sendable, Output: Sendable>(
    cost: (Input) -> Int = { _ in 1 },
    next: () throws -> Input?,
    work: @escaping @Sendable (Input) -> Output,
    deliver: (Output) throws -> Void
  ) async throws {
    try await withThrowingTaskGroup(of: (number: Int, output: Output).self) { group in
      var window = Window<Output>()
      // Read ahead of need, so that a worker that falls idle has its next input at once.
      var waiting: Input?
      var atEnd = false
      var running = 0
      while true {
        try Task.checkCancellation()
        if waiting == nil, !atEnd {
          waiting = try next()
          atEnd = waiting == nil
        }
        if running < jobs, let input = waiting {
          let price = cost(input)
          if window.isEmpty || (window.count < maxInFlight && window.cost <= maxCost - min(price, maxCost)) {
            let number = window.open(cost: price)
            group.addTask { (number, work(input)) }
            running += 1
            waiting = nil
            continue
          }
        }
        guard running > 0, let done = try await group.next() else { break }
        running -= 1
        window.close(done.number, with: done.output)
        while let output = window.popFirst() { try deliver(output) }
      }
    }
  }
}

/// The inputs in flight, oldest first, with the results that came too early.
private struct Window<Output> {
  private var slots: [(cost: Int, output: Output?)] = []
  /// The number of the oldest input in flight.
  private var first = 0
  private(set) var cost = 0

  var isEmpty: Bool { slots.isEmpty }
  var count: Int { slots.count }

  mutating func open(cost: Int) -> Int {
    slots.append((cost, nil))
    self.cost += cost
    return first + slots.count - 1
  }

  mutating func close(_ number: Int, with output: Output) { slots[number - first].output = output }

  mutating func popFirst() -> Output? {
    guard let slot = slots.first, let output = slot.output else { return nil }
    slots.removeFirst()
    first += 1
    cost -= slot.cost
    return output
  }
}
