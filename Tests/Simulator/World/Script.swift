import XylemCore
import XylemStorage

/// A short life of a store in which everything rare happens once: a roll, a group beside a roll,
/// checkpoints, the retirement of a segment, failures, deaths, results, a pause.
struct Script {
  let session: Session
  private var tokens: [LeaseToken] = []

  /// A script of 16 steps.
  static let length = 16

  init(_ session: Session) {
    self.session = session
  }

  /// Does one step; a few calls of the disk each.
  mutating func perform(_ step: Int) throws(Violation) {
    switch step {
    case 0: try give([.enqueue(task(5000))])
    case 1: try give([.enqueue(task(3000)), .enqueue(task(90, key: "k")), .pause("b")], .group)
    case 2, 8: try lease(2)
    case 3: try settle()
    case 4: try give([.enqueue(task(6000)), .enqueue(task(6000))], .each)
    case 5, 10, 13: try checkpoint()
    case 6: try give((0..<3).map { .enqueue(task(3000 + $0)) }, .group)
    case 7: try give([.enqueue(task(10, delay: 5)), .enqueue(task(20, expiry: 7))], .each)
    case 9: try settle()
    case 11:
      session.time.advance(10)
      try lease(20)
      try give(tokens.map { .complete($0, result: [1, 2, 3]) }, .each)
    case 12: try give([.enqueue(task(6000)), .enqueue(task(7000))], .each)
    case 14: try give([.resume("b")])
    default: try give([.enqueue(task(100))])
    }
  }

  private func give(_ commands: [Command], _ form: SubmitForm = .single) throws(Violation) {
    _ = try session.submit(commands, form, .synced)
    try session.commit()
  }

  private mutating func lease(_ limit: Int) throws(Violation) {
    let wish = Command.Lease(shares: [("a", 9)], limit: limit, milliseconds: 1000)
    let outcome = try session.submit([.lease(wish)], .single, .synced).first
    if case .leased(let tasks)?? = outcome {
      tokens = tasks.compactMap { session.ledger.live.tasks[$0.reference]?.token }
    }
    try session.commit()
  }

  private mutating func settle() throws(Violation) {
    for (index, token) in tokens.enumerated() {
      let outcome: Command =
        index == 0
        ? .complete(token, result: [9]) : .fail(token, Command.Failure(message: "no luck"))
      _ = try session.submit([outcome], .single, .synced)
    }
    tokens = []
    try session.commit()
  }

  private func checkpoint() throws(Violation) {
    session.engine?.requestCheckpoint()
    try session.commit()
    try session.maintain()
  }

  private func task(
    _ bytes: Int, key: String? = nil, delay: UInt64 = 0, expiry: UInt64? = nil
  ) -> Command.Enqueue {
    let kind = TaskKind(
      name: "n", retry: .fixed(.milliseconds(3), attempts: 2), deliveryLimit: 2,
      retentionMilliseconds: bytes < 4000 ? 0 : 50)
    var task = Command.Enqueue(
      queue: "a", kind: kind,
      payload: (0..<bytes).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ bytes) })
    task.uniqueKey = key
    task.delayMilliseconds = delay
    task.expiryMilliseconds = expiry
    return task
  }
}
