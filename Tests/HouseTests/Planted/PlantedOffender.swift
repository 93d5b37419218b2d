/// A small tree that breaks one rule at one place, and its twin that keeps it.
///
/// A rule that finds nothing here would find nothing anywhere.
struct PlantedOffender: Sendable, CustomStringConvertible {
  let rule: any HouseRule
  /// The path and the line that must be reported, and nothing else.
  let place: String
  let broken: [String: String]
  let kept: [String: String]

  var description: String { "\(rule.name) at \(place)" }

  /// One file that breaks the rule, and what it should hold instead.
  init(_ rule: any HouseRule, at place: String, broken: String, kept: String) {
    let path = String(place.prefix { $0 != ":" })
    self.init(rule, at: place, broken: [path: broken], kept: [path: kept])
  }

  /// Several files.
  init(
    _ rule: any HouseRule, at place: String, broken: [String: String], kept: [String: String]
  ) {
    self.rule = rule
    self.place = place
    // Every tree has a manifest, since rules ask it whose folder a file lies in.
    let manifest = ["Package.swift": Self.manifest]
    self.broken = manifest.merging(broken) { $1 }
    self.kept = manifest.merging(kept) { $1 }
  }

  /// A manifest in which every arrow points down.
  static let manifest = """
    let package = Package(
      name: "xylem",
      products: [.library(name: "Xylem", targets: ["Xylem"])],
      targets: [
        .target(name: "CPosix"),
        .target(name: "XylemCore"),
        .target(name: "XylemStorage", dependencies: ["XylemCore", "CPosix"]),
        .target(name: "Xylem", dependencies: ["XylemCore", "XylemStorage"]),
        .executableTarget(name: "Benchmark", dependencies: ["Xylem"], path: "Benchmarks"),
        .testTarget(name: "XylemTests", dependencies: ["Xylem"]),
      ]
    )

    """
}
