import Synchronization
import Testing

@testable import WaybillPipeline

struct OrderedRunTests {
  @Test(arguments: [1, 2, 3, 8])
  func `delivers results in the order of the inputs`(jobs: Int) async throws {
    var inputs = (0..<500).makeIterator()
    var delivered: [Int] = []
    try await OrderedRun(jobs: jobs)(
      next: { inputs.next() },
      work: { number in
        // Early inputs take longest, so that later ones finish before them.
        if number % 7 == 0 { spin(2_000) }
        return number * 2
      },
      deliver: { delivered.append($0) })
    #expect(delivered == (0..<500).map { $0 * 2 })
  }

  @Test func `an empty input delivers nothing`() async throws {
    try await OrderedRun(jobs: 2)(
      next: { nil as Int? }, work: { $0 }, deliver: { _ in Issue.record("there was nothing to deliver") })
  }

  @Test(arguments: [(1, 1), (2, 3), (4, 4), (3, 10)])
  func `holds no more inputs than it may`(jobs: Int, maxInFlight: Int) async throws {
    var read = 0
    var delivered = 0
    var most = 0
    let running = Mutex((now: 0, most: 0))
    try await OrderedRun(jobs: jobs, maxInFlight: maxInFlight)(
      next: {
        // The one read ahead is not in flight yet.
        most = max(most, read - delivered)
        read += 1
        return read <= 200 ? read : nil
      },
      work: { number in
        running.withLock {
          $0.now += 1
          $0.most = max($0.most, $0.now)
        }
        if number % 11 == 1 { spin(5_000) }
        running.withLock { $0.now -= 1 }
        return number
      },
      deliver: { _ in delivered += 1 })
    #expect(delivered == 200)
    #expect(most <= maxInFlight)
    #expect(running.withLock { $0.most } <= jobs)
  }

  @Test func `inputs that cost much are worked on alone`() async throws {
    var inputs = [60, 60, 10, 500, 10, 40, 40, 40].makeIterator()
    let state = Mutex((cost: 0, most: 0, large: [Int]()))
    try await OrderedRun(jobs: 4, maxCost: 100)(
      cost: { $0 },
      next: { inputs.next() },
      work: { cost in
        state.withLock {
          $0.cost += cost
          if cost > 100 { $0.large.append($0.cost) } else { $0.most = max($0.most, $0.cost) }
        }
        spin(20_000)
        state.withLock { $0.cost -= cost }
      },
      deliver: { _ in })
    #expect(state.withLock { $0.large } == [500])
    #expect(state.withLock { $0.most } <= 100)
  }

  @Test func `several inputs are worked on at the same time`() async throws {
    // Each of the two waits until the other has begun; one after the other they would never end.
    let begun = Atomic<Int>(0)
    var inputs = (0..<2).makeIterator()
    try await OrderedRun(jobs: 2)(
      next: { inputs.next() },
      work: { _ in
        begun.add(1, ordering: .sequentiallyConsistent)
        let deadline = ContinuousClock.now + .seconds(20)
        while begun.load(ordering: .sequentiallyConsistent) < 2 {
          if ContinuousClock.now > deadline { return false }
        }
        return true
      },
      deliver: { #expect($0) })
  }

  @Test func `cancelling stops it soon`() async throws {
    let worked = Atomic<Int>(0)
    let task = Task {
      var number = 0
      try await OrderedRun(jobs: 2)(
        next: {
          number += 1
          return number
        },
        work: { (_: Int) in
          worked.add(1, ordering: .sequentiallyConsistent)
          spin(100)
        },
        deliver: { _ in })
    }
    while worked.load(ordering: .sequentiallyConsistent) < 10 { await Task.yield() }
    task.cancel()
    await #expect(throws: CancellationError.self) { try await task.value }
  }

  @Test(arguments: [1, 3])
  func `a failure of the reader or of the writer ends it`(jobs: Int) async throws {
    struct Failure: Error, Equatable { var place: String }
    var read = 0
    var delivered: [Int] = []
    await #expect(throws: Failure(place: "deliver")) {
      try await OrderedRun(jobs: jobs)(
        next: {
          read += 1
          return read
        },
        work: { $0 },
        deliver: {
          if $0 == 20 { throw Failure(place: "deliver") }
          delivered.append($0)
        })
    }
    #expect(delivered == Array(1..<20))
    await #expect(throws: Failure(place: "next")) {
      try await OrderedRun(jobs: jobs)(
        next: { () throws -> Int? in throw Failure(place: "next") }, work: { $0 }, deliver: { _ in })
    }
  }
}

/// Keeps a processor busy for a while.
private func spin(_ rounds: Int) {
  var hasher = Hasher()
  for round in 0..<rounds { hasher.combine(round) }
  withExtendedLifetime(hasher.finalize()) {}
}
