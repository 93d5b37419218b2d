import Foundation

/// What came of it.
struct Report: Codable, CustomStringConvertible {
  var enqueued: Int
  var completed: Int
  var dead = 0
  var redelivered = 0
  var lost = 0
  var recoveryMs = 0.0
  var tasksPerSecond = 0.0
  /// Of this process; those of the killed one died with it.
  var syncs = 0

  init(enqueued: Int, completed: Int) {
    self.enqueued = enqueued
    self.completed = completed
  }

  var description: String {
    """
    enqueued     \(enqueued)
    completed    \(completed)
    redelivered  \(redelivered), because the killed process had them
    dead         \(dead)
    lost         \(lost)
    recovery     \(String(format: "%.1f", recoveryMs)) ms
    throughput   \(Int(tasksPerSecond)) tasks/s, crash and recovery included
    syncs        \(syncs)
    """
  }

  func json() throws -> String {
    let encoder = JSONEncoder()
    encoder.keyEncodingStrategy = .convertToSnakeCase
    encoder.outputFormatting = .sortedKeys
    return String(decoding: try encoder.encode(self), as: UTF8.self)
  }
}
