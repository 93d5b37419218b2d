import Foundation
import FuzzProperties
import Simulator

/// One property with the inputs it is given.
struct FuzzRun {
  let property: Property
  /// The names of all properties.
  let names: [String]
  let options: FuzzOptions

  /// Runs all inputs; prints how many there were and the first that broke the property.
  func passes() throws -> Bool {
    let inputs = try options.files.isEmpty ? nil : replayed()
    let count = inputs?.count ?? property.seeds.count + options.runs / property.cost
    var accepted = 0
    for number in 0..<count {
      let input = inputs?[number] ?? made(number)
      guard let isAccepted = try outcome(of: input, number) else { return false }
      accepted += isAccepted ? 1 : 0
    }
    print("\(property.name): \(count) executions, \(accepted) accepted")
    fflush(nil)  // so that a trap in the next property does not swallow the line
    return true
  }

  /// Whether the input was accepted; `nil` when it broke the property.
  private func outcome(of input: [UInt8], _ number: Int) throws -> Bool? {
    if options.isTracing { try save(input) }
    do { return try property.check(input) } catch {
      try save(input)
      print("\(property.name): failed at input \(number), saved as \(fileName): \(error)")
      return nil
    }
  }

  /// Each input depends on the seed and its number alone; the first ones are the valid seeds.
  private func made(_ number: Int) -> [UInt8] {
    if number < property.seeds.count { return property.seeds[number] }
    let start = options.seed &* 0x9e37_79b9_7f4a_7c15 &+ UInt64(number)
    var mutator = Mutator(generator: SeededGenerator(seed: start))
    return mutator.input(from: property.seeds)
  }

  private func replayed() throws -> [[UInt8]] {
    let paths = options.files.filter { path in
      let name = path.split(separator: "/").last ?? ""
      let isTied = self.names.contains { name.hasPrefix("\($0)-") }
      return !isTied || name.hasPrefix("\(property.name)-")
    }
    return try paths.map { [UInt8](try Data(contentsOf: URL(fileURLWithPath: $0))) }
  }

  private var fileName: String { "fuzz-\(property.name).input" }

  private func save(_ input: [UInt8]) throws {
    try Data(input).write(to: URL(fileURLWithPath: fileName))
  }
}
