// swift-tools-version: 6.1
import PackageDescription

/// A default build resolves no third-party package; integrations are traits, off by default.
let package = Package(
  name: "xylem",
  products: [
    .library(name: "Xylem", targets: ["Xylem"]),
    .library(name: "XylemTesting", targets: ["XylemTesting"]),
    .executable(name: "quickstart", targets: ["Quickstart"]),
    .executable(name: "benchmark", targets: ["Benchmark"]),
    .executable(name: "simulate", targets: ["Simulate"]),
    .executable(name: "real-disk", targets: ["RealDisk"]),
    .executable(name: "fuzz", targets: ["Fuzz"]),
  ],
  traits: [
    .trait(
      name: "PlantedBugs",
      description: "Compiles in the bugs that the simulator must find. Never for production."),
    .trait(
      name: "Peers",
      description: """
        Measures other queues beside this one; needs libsqlite3-dev, libpq-dev, liblmdb-dev and
        librocksdb-dev.
        """),
    .trait(name: "Metrics", description: "Metrics of stores (swift-metrics)."),
    .default(enabledTraits: []),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-metrics", from: "2.13.0")
  ],
  targets: [
    .target(name: "CChecksum"),
    .target(name: "CPosix"),
    .target(name: "XylemCore", dependencies: ["CChecksum"]),
    .target(name: "XylemStorage", dependencies: ["XylemCore", "CPosix"]),
    .target(
      name: "Xylem",
      dependencies: [
        "XylemCore", "XylemStorage",
        .product(name: "Metrics", package: "swift-metrics", condition: .when(traits: ["Metrics"])),
      ]),
    .target(name: "XylemTesting", dependencies: ["Xylem", "XylemCore", "XylemStorage"]),
    .executableTarget(name: "Quickstart", dependencies: ["Xylem"]),
    .systemLibrary(name: "CSQLite", path: "Benchmarks/Peers/CSQLite"),
    .systemLibrary(name: "CPostgreSQL", path: "Benchmarks/Peers/CPostgreSQL"),
    .systemLibrary(name: "CLMDB", path: "Benchmarks/Peers/CLMDB"),
    .systemLibrary(name: "CRocksDB", path: "Benchmarks/Peers/CRocksDB"),
    .executableTarget(
      name: "Benchmark",
      dependencies: [
        "Xylem", "XylemCore", "XylemStorage",
        .target(name: "CSQLite", condition: .when(traits: ["Peers"])),
        .target(name: "CPostgreSQL", condition: .when(traits: ["Peers"])),
        .target(name: "CLMDB", condition: .when(traits: ["Peers"])),
        .target(name: "CRocksDB", condition: .when(traits: ["Peers"])),
      ], path: "Benchmarks",
      exclude: [
        "publish", "Peers/CSQLite", "Peers/CPostgreSQL", "Peers/CLMDB", "Peers/CRocksDB",
      ]),
    .target(name: "CFuzzDriver", path: "Fuzz/Driver"),
    .target(
      name: "FuzzProperties", dependencies: ["Xylem", "XylemCore", "XylemStorage", "Simulator"],
      path: "Fuzz/Properties"),
    .executableTarget(
      name: "Fuzz", dependencies: ["FuzzProperties", "CFuzzDriver", "Simulator"],
      path: "Fuzz/Program"),
    .target(
      name: "Simulator", dependencies: ["Xylem", "XylemCore", "XylemStorage"],
      path: "Tests/Simulator"),
    .executableTarget(
      name: "Simulate", dependencies: ["Simulator", "XylemCore"], path: "Tests/Simulate"),
    .executableTarget(
      name: "RealDisk", dependencies: ["XylemCore", "XylemStorage", "Simulator"],
      path: "Tests/RealDisk"),
    .testTarget(name: "XylemCoreTests", dependencies: ["XylemCore"]),
    .testTarget(
      name: "XylemStorageTests", dependencies: ["XylemCore", "XylemStorage", "Simulator"]),
    .testTarget(name: "XylemTests", dependencies: ["Xylem", "XylemStorage"]),
    .testTarget(name: "XylemTestingTests", dependencies: ["Xylem", "XylemTesting"]),
    .testTarget(
      name: "IntegrationTests",
      dependencies: [
        "Xylem", "XylemTesting",
        .product(
          name: "MetricsTestKit", package: "swift-metrics", condition: .when(traits: ["Metrics"])),
      ]),
    .testTarget(name: "PracticesTests", dependencies: ["Xylem", "XylemTesting"]),
    .testTarget(
      name: "SimulationTests", dependencies: ["XylemCore", "XylemStorage", "Simulator"]),
    .testTarget(name: "FuzzTests", dependencies: ["FuzzProperties", "Simulator"]),
    .testTarget(name: "BenchmarkTests", dependencies: ["Benchmark"]),
    .testTarget(name: "HouseTests"),
  ]
)
