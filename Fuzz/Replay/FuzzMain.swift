import Foundation

/// Runs hostile bytes through everything that reads bytes. A trap ends the process: that is the
/// finding. See ``FuzzOptions`` for the arguments.
@main struct FuzzMain {
  static func main() {
    do {
      let options = try FuzzOptions(Array(CommandLine.arguments.dropFirst()))
      let properties = try Property.all().filter { options.only == nil || options.only == $0.name }
      guard !properties.isEmpty else { throw FuzzOptions.Misuse(text: "no such property") }
      let failed = try properties.count { try !FuzzRun(property: $0, options: options).passes() }
      print("\(properties.count - failed) passed, \(failed) failed")
      exit(failed == 0 ? 0 : 1)
    } catch {
      print("fuzz: \(error)\n\(FuzzOptions.usage)")
      exit(2)
    }
  }
}
