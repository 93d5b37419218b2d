import XylemCore
import XylemStorage

/// A log in which few tasks are old and most are gone, as compaction wants it.
extension EngineUnderTest {
  /// Adds one task that stays to every nine that are done at once.
  func liveMixedLives(_ engine: Engine, rounds: Int) throws -> [TaskID] {
    var kept: [TaskID] = []
    for round in 0..<rounds {
      kept.append(try enqueue(engine, task(oldPayload(round), queue: "archive")))
      for index in 0..<9 {
        _ = try enqueue(engine, task("short \(round) \(index) " + text(400)))
      }
      for delivery in try lease(engine, 9) {
        _ = try run(engine, .complete(delivery.token, result: []))
      }
      time.advance(60_001)
      engine.maintain()
    }
    return kept
  }

  /// What the old task of a round carries.
  func oldPayload(_ round: Int) -> String { "old \(round) " + text(400) }

  /// Lets the engine do whatever it has put off.
  func settle(_ engine: Engine) {
    for _ in 0..<200 {
      while engine.commitOnce() {}
      engine.maintain()
    }
  }

  private func text(_ count: Int) -> String { String(repeating: "x", count: count) }
}
