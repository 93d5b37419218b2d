import Foundation
import FuzzProperties
import Simulator
import Testing

/// Goal: whatever the bytes, nothing traps and every property holds (I12, I14). The fuzzer itself
/// runs for longer; see Fuzz/run.
@Suite("Hostile bytes") struct HostileBytesTests {
  private static let names = ((try? Property.all()) ?? []).map(\.name)

  private static let regressions = URL(filePath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Fuzz/Regressions")

  private func property(_ name: String) throws -> Property {
    try #require(try Property.all().first { $0.name == name }, "no property \(name)")
  }

  @Test("Every input that once did harm does none")
  func regressions() throws {
    let files = try FileManager.default.contentsOfDirectory(
      at: Self.regressions, includingPropertiesForKeys: nil)
    try #require(!files.isEmpty)
    for file in files.sorted(by: { $0.path < $1.path }) {
      let name = file.lastPathComponent.prefix { $0 != "-" }
      let property = try property(String(name))
      let input = [UInt8](try Data(contentsOf: file))
      #expect(throws: Never.self, "\(file.lastPathComponent)") { _ = try property.check(input) }
    }
  }

  @Test("The inputs others are made from are accepted", arguments: names)
  func seeds(name: String) throws {
    let property = try property(name)
    try #require(!property.seeds.isEmpty)
    let accepted = try property.seeds.filter { try property.check($0) }
    #expect(!accepted.isEmpty, "the fuzzer would start from nothing that means anything")
  }

  @Test("Changed inputs hold the property", arguments: names)
  func mutations(name: String) throws {
    let property = try property(name)
    for seed in 0..<UInt64(200 / property.cost) {
      var mutator = Mutator(generator: SeededGenerator(seed: seed))
      let input = mutator.input(from: property.seeds)
      #expect(throws: Never.self, "seed \(seed)") { _ = try property.check(input) }
    }
  }
}
