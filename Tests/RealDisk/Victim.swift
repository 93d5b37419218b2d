import Foundation
import XylemCore

/// The process that is killed: enqueues, leases and completes, and says so line by line, each line
/// only after the store has acknowledged.
///
///     + NUMBER     the task of that number is enqueued
///     ? NUMBER     about to complete it
///     - NUMBER     it is completed
struct Victim {
  private let path: String
  private let seed: String

  init(_ path: String, seed: String) {
    self.path = path
    self.seed = seed
  }

  func run() throws {
    let store = try DiskStore(path)
    var number = 0
    while true {
      for _ in 0..<20 {
        number += 1
        let text = "\(seed)-\(number)"
        _ = try store.enqueue(Self.payload(text))
        say("+ \(text)")
      }
      for delivery in try store.lease(17) {
        let text = try Self.number(in: delivery.payload)
        say("? \(text)")
        _ = try store.run(.complete(delivery.token, result: []))
        say("- \(text)")
      }
    }
  }

  /// The number, and enough bytes that segments fill: the payload is checked as a whole.
  static func payload(_ number: String) -> String {
    number + "|" + String(repeating: number, count: 40)
  }

  static func number(in payload: [UInt8]) throws -> String {
    let text = String(decoding: payload, as: UTF8.self)
    guard let number = text.split(separator: "|").first.map(String.init),
      text == self.payload(number)
    else { throw CheckFailure("a payload is not what was written: \(text.prefix(40))") }
    return number
  }

  private func say(_ line: String) {
    FileHandle.standardOutput.write(Data("\(line)\n".utf8))
  }
}
