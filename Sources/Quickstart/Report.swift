import Foundation
import Xylem

/// What came of it.
struct Report: Codable {
  var enqueued: UInt64 = 0
  var completed: UInt64 = 0
  var dead: UInt64 = 0
  var redelivered = 0
  var lost = 0
  var recoveryMs = 0.0
  var tasksPerSecond = 0.0
  /// Of this process; those of the killed one died with it.
  var syncs: UInt64 = 0

  /// Takes the numbers that the store knows.
  mutating func count(_ tasks: [TaskHandle<DigestFile>], in store: TaskStore) async throws {
    let statistics = try await store.statistics()
    enqueued = statistics.total.enqueued
    completed = statistics.total.completed
    dead = statistics.total.dead
    syncs += statistics.log.syncs
    for task in tasks {
      if let info = try await store.status(of: task.id), info.deliveries > 1 { redelivered += 1 }
    }
  }

  /// One line of JSON, with keys like `recovery_ms`.
  func json() throws -> String {
    let encoder = JSONEncoder()
    encoder.keyEncodingStrategy = .convertToSnakeCase
    encoder.outputFormatting = .sortedKeys
    return String(decoding: try encoder.encode(self), as: UTF8.self)
  }
}

extension Report: CustomStringConvertible {
  var description: String {
    """
    enqueued     \(enqueued)
    completed    \(completed)
    redelivered  \(redelivered) (the killed process had them)
    dead         \(dead)
    lost         \(lost)
    recovery     \(String(format: "%.1f", recoveryMs)) ms
    throughput   \(Int(tasksPerSecond)) tasks/s, crash and recovery included
    syncs        \(syncs)
    """
  }
}
