import Foundation
import XylemCore

/// Kills a ``Victim`` with SIGKILL after a random while, reads what it said, and compares.
struct KillLoop {
  private let rounds: Int

  init(rounds: Int) {
    self.rounds = rounds
  }

  /// What the store must hold, as far as the victims' lines tell.
  private struct Expectation {
    /// Acknowledged and not completed.
    var present: Set<String> = []
    /// Perhaps completed: the victim died between asking and hearing.
    var inDoubt: Set<String> = []
    /// Acknowledged as completed.
    var completed: Set<String> = []

    mutating func read(_ line: Substring) {
      let number = String(line.dropFirst(2))
      switch line.first {
      case "+": present.insert(number)
      case "?": inDoubt.insert(number)
      case "-":
        present.remove(number)
        inDoubt.remove(number)
        completed.insert(number)
      default: break
      }
    }
  }

  func run() throws {
    let path = "\(FileManager.default.temporaryDirectory.path)/xylem-kills-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: path) }
    var expectation = Expectation()
    var acknowledged = 0
    for round in 1...rounds {
      let lines = try killedVictim(path, seed: "r\(round)")
      acknowledged += lines.count
      for line in lines { expectation.read(line) }
      try compare(path, &expectation, round)
      if round % 20 == 0 { print("round \(round): \(acknowledged) acknowledgements, 0 lost") }
    }
    print("\(rounds) kills, \(acknowledged) acknowledgements, 0 lost")
    print("\(rounds) passed, 0 failed")
  }

  private func killedVictim(_ path: String, seed: String) throws -> [Substring] {
    let victim = Process()
    victim.executableURL = Bundle.main.executableURL
    victim.arguments = ["victim", path, seed]
    let pipe = Pipe()
    victim.standardOutput = pipe
    try victim.run()
    let delay = UInt32.random(in: 10_000...150_000)
    DispatchQueue.global().asyncAfter(deadline: .now() + .microseconds(Int(delay))) {
      kill(victim.processIdentifier, SIGKILL)
    }
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    victim.waitUntilExit()
    guard victim.terminationReason == .uncaughtSignal else {
      throw CheckFailure("the victim ended by itself: \(String(decoding: data, as: UTF8.self))")
    }
    let text = String(decoding: data, as: UTF8.self)
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    // The last piece has no line end: nothing, or half a line.
    lines.removeLast()
    return lines
  }

  /// Leases everything, compares it with the expectation, and gives it back.
  private func compare(_ path: String, _ expectation: inout Expectation, _ round: Int) throws {
    let store = try DiskStore(path)
    defer { store.close() }
    var found: Set<String> = []
    while true {
      let deliveries = try store.lease(1000)
      if deliveries.isEmpty { break }
      for delivery in deliveries {
        let number = try Victim.number(in: delivery.payload)
        guard found.insert(number).inserted else { throw CheckFailure("\(number) is there twice") }
      }
    }
    let lost = expectation.present.subtracting(found).subtracting(expectation.inDoubt)
    guard lost.isEmpty else { throw CheckFailure("round \(round) lost \(lost.sorted())") }
    let risen = found.intersection(expectation.completed)
    guard risen.isEmpty else { throw CheckFailure("round \(round) revived \(risen.sorted())") }
    // A task that was asked for, but whose acknowledgement was not heard, may be there: from now
    // on it must stay.
    expectation.completed.formUnion(expectation.inDoubt.subtracting(found))
    expectation.present = found
    expectation.inDoubt = []
  }
}
