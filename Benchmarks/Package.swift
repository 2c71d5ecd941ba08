// swift-tools-version: 6.2
import PackageDescription

// A package of its own, so that users of the library never resolve what only benchmarks need. It sees what is public.
let package = Package(
  name: "waybill-benchmarks",
  platforms: [.macOS(.v26)],
  dependencies: [
    .package(name: "waybill", path: ".."),
    // Without its traits the package needs no allocator of its own; allocation counts are not measured.
    .package(url: "https://github.com/ordo-one/benchmark", from: "1.38.1", traits: []),
  ],
  targets: [
    .executableTarget(
      name: "Engine",
      dependencies: [
        .product(name: "Benchmark", package: "benchmark"),
        .product(name: "Waybill", package: "waybill"),
        .product(name: "WaybillCore", package: "waybill"),
        .product(name: "WaybillBenchSupport", package: "waybill"),
      ],
      path: "Benchmarks/Engine",
      swiftSettings: [
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("MemberImportVisibility"),
        .treatAllWarnings(as: .error),
      ],
      plugins: [.plugin(name: "BenchmarkPlugin", package: "benchmark")])
  ]
)
