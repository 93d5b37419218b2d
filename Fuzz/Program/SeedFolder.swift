import Foundation
import FuzzProperties

/// Where the inputs to start from are put, a folder for each property.
struct SeedFolder {
  let path: String

  func write(_ properties: [Property]) throws {
    for property in properties {
      let folder = URL(fileURLWithPath: path).appendingPathComponent(property.name)
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      for (number, seed) in property.seeds.enumerated() {
        try Data(seed).write(to: folder.appendingPathComponent("seed-\(number)"))
      }
    }
  }
}
