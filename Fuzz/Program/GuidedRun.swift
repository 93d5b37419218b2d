import CFuzzDriver
import Foundation
import FuzzProperties

/// A property that is given inputs by the fuzzer, which watches what each of them reaches.
enum GuidedRun {
  // Written once, before the fuzzer starts; it calls back on the same thread.
  nonisolated(unsafe) private static var property: Property?

  /// Runs until the fuzzer's own `arguments` say that it is enough; the exit code.
  ///
  /// - Throws: `Misuse` in a build without the fuzzer.
  static func run(_ chosen: Property, _ arguments: [String]) throws -> Int32 {
    guard fuzz_is_linked() != 0 else {
      throw FuzzOptions.Misuse(text: "built without the fuzzer; see Fuzz/run")
    }
    property = chosen
    // The fuzzer starts its workers with these, so they are never freed.
    var words = ([CommandLine.arguments[0]] + arguments).map { strdup($0) }
    return words.withUnsafeMutableBufferPointer { words in
      fuzz_drive(Int32(words.count), words.baseAddress) { bytes, count in
        GuidedRun.look(at: UnsafeBufferPointer(start: bytes, count: count))
      }
    }
  }

  private static func look(at input: UnsafeBufferPointer<UInt8>) -> Int32 {
    guard let property else { return -1 }
    do { _ = try property.check(Array(input)) } catch {
      fatalError("\(property.name): \(error)")
    }
    return 0
  }
}
