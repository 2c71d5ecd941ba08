import Benchmark
import Foundation
import Waybill
import WaybillBenchSupport
import WaybillCore

/// Bytes of article text, or of JSON Lines for the whole pipeline, worked through in a second.
private let rate = BenchmarkMetric.custom("MB/s", polarity: .prefersLarger, useScalingFactor: false)
private let articleRate = BenchmarkMetric.custom(
  "articles/s", polarity: .prefersLarger, useScalingFactor: false)

let benchmarks: @Sendable () -> Void = {
  Benchmark.defaultConfiguration = .init(
    metrics: [.wallClock, rate, articleRate], warmupIterations: 1, maxDuration: .seconds(3), maxIterations: 50
  )

  let waybill: Waybill
  do throws(RuleError) {
    waybill = try Waybill(rules: [.standard])
  } catch {
    fatalError("the shipped rules do not load:\n\(error.text)")
  }
  let stages = Stages(waybill)

  // Rules

  Benchmark("rules: read and compile the shipped ones", configuration: .init(metrics: [.wallClock])) {
    benchmark in
    for _ in benchmark.scaledIterations {
      let report = RuleTools.check([.standard])
      precondition(report.files > 0 && !report.diagnostics.contains { $0.severity == .error })
    }
  }

  // The whole pipeline: JSON Lines in, records out, every classifier, one job.

  for corpus in Corpus.all {
    Benchmark("pipeline: \(corpus.name)") { benchmark in
      let options = CorpusOptions(inputs: [corpus.path], output: "/dev/null", jobs: 1)
      try await timed(benchmark, bytes: corpus.bytes, articles: corpus.articles.count) {
        let result = try await waybill.run(corpus: options)
        precondition(result.records == corpus.articles.count && result.rejects == 0)
      }
    }
  }

  // Single stages, on one corpus of each kind.

  for corpus in Corpus.all where corpus.isForStages {
    let texts = corpus.articles.map { Array($0.text.utf8) }
    let textBytes = texts.reduce(0) { $0 + $1.count }

    Benchmark("stage, tokenise: \(corpus.name)") { benchmark in
      timed(benchmark, bytes: textBytes, articles: texts.count) {
        for text in texts { blackHole(stages.tokenise(text)) }
      }
    }

    Benchmark("stage, read: \(corpus.name)") { benchmark in
      timed(benchmark, bytes: textBytes, articles: texts.count) {
        for article in corpus.articles { blackHole(stages.read(article)) }
      }
    }

    let readings = corpus.articles.map(stages.read)
    var findings = [Findings](repeating: Findings(), count: readings.count)
    for id in stages.classifiers {
      let classifier = stages.classifier(id)
      // What the classifiers before this one found, which it builds on.
      let before = findings
      Benchmark("stage, \(id): \(corpus.name)") { benchmark in
        timed(benchmark, bytes: textBytes, articles: readings.count) {
          for (reading, findings) in zip(readings, before) {
            var findings = findings
            classifier.classify(reading, into: &findings)
            blackHole(findings)
          }
        }
      }
      for index in readings.indices { classifier.classify(readings[index], into: &findings[index]) }
    }

    let records = zip(corpus.articles, findings).map { Record(article: $0, findings: $1) }
    Benchmark("stage, write: \(corpus.name)") { benchmark in
      var buffer: [UInt8] = []
      timed(benchmark, bytes: textBytes, articles: records.count) {
        for record in records { blackHole(Stages.encode(record, into: &buffer)) }
      }
    }
  }
}

/// Times one pass over a corpus and reports its rates.
private func timed(_ benchmark: Benchmark, bytes: Int, articles: Int, _ work: () -> Void) {
  benchmark.startMeasurement()
  let time = ContinuousClock().measure(work)
  benchmark.stopMeasurement()
  report(benchmark, bytes, articles, time)
}

private func timed(
  _ benchmark: Benchmark, bytes: Int, articles: Int, _ work: () async throws -> Void
) async throws {
  benchmark.startMeasurement()
  let time = try await ContinuousClock().measure(work)
  benchmark.stopMeasurement()
  report(benchmark, bytes, articles, time)
}

private func report(_ benchmark: Benchmark, _ bytes: Int, _ articles: Int, _ time: Duration) {
  let seconds = time / .seconds(1)
  benchmark.measurement(rate, Int(Double(bytes) / 1e6 / seconds))
  benchmark.measurement(articleRate, Int(Double(articles) / seconds))
}
