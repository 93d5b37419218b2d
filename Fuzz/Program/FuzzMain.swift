import Foundation
import FuzzProperties

/// Runs hostile bytes through everything that reads bytes. A trap ends the process: that is the
/// finding. See ``FuzzOptions`` for the arguments.
@main struct FuzzMain {
  static func main() {
    do {
      let options = try FuzzOptions(Array(CommandLine.arguments.dropFirst()))
      let properties = try Property.all().filter { options.only == nil || options.only == $0.name }
      guard !properties.isEmpty else { throw FuzzOptions.Misuse(text: "no such property") }
      exit(try run(properties, options))
    } catch {
      print("fuzz: \(error)\n\(FuzzOptions.usage)")
      exit(2)
    }
  }

  /// The exit code.
  private static func run(_ properties: [Property], _ options: FuzzOptions) throws -> Int32 {
    if let folder = options.seedFolder {
      try SeedFolder(path: folder).write(properties)
      return 0
    }
    if let arguments = options.guided {
      return try GuidedRun.run(properties[0], arguments)
    }
    let names = try Property.all().map(\.name)
    let failed = try properties.count {
      try !FuzzRun(property: $0, names: names, options: options).passes()
    }
    print("\(properties.count - failed) passed, \(failed) failed")
    return failed == 0 ? 0 : 1
  }
}
