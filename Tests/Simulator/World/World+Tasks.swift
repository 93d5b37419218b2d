import XylemCore
import XylemStorage

/// Tasks to be added, drawn at random.
extension World {
  private static let queueNames: [QueueName] = ["mail", "img", "d\u{fc}nn", "z"]

  func queueName() -> QueueName { Self.queueNames[draw.below(plan.queues)] }

  func bytes(_ count: Int) -> [UInt8] {
    var generator = draw.fork()
    return [UInt8](unsafeUninitializedCapacity: count) { bytes, filled in
      let memory = UnsafeMutableRawBufferPointer(bytes)
      for place in stride(from: 0, to: count - 7, by: 8) {
        memory.storeBytes(of: generator.next(), toByteOffset: place, as: UInt64.self)
      }
      for place in count & ~7..<count {
        memory[place] = UInt8(truncatingIfNeeded: generator.next())
      }
      filled = count
    }
  }

  func enqueue() -> Command { .enqueue(task()) }

  /// A task with hardly any payload, of which many fit into a segment.
  func small() -> Command {
    .enqueue(Command.Enqueue(queue: queueName(), kind: kind(), payload: bytes(draw.below(4))))
  }

  /// Tasks that differ in their payloads only.
  func alike() -> [Command] {
    var first = task()
    first.uniqueKey = nil
    return (0..<1 + draw.below(40)).map { _ in
      first.payload = draw.chance(1, in: 20) ? payload() : bytes(draw.below(plan.payloadBytes))
      return .enqueue(first)
    }
  }

  func task() -> Command.Enqueue {
    var task = Command.Enqueue(queue: queueName(), kind: kind(), payload: payload())
    if draw.chance(1, in: 3) { task.priority = Priority(unchecked: UInt8(draw.below(10))) }
    if draw.chance(1, in: 4) { task.delayMilliseconds = UInt64(draw.below(plan.clockStep * 4)) }
    if draw.chance(1, in: 6) {
      task.expiryMilliseconds = UInt64(1 + draw.below(plan.clockStep * 8))
    }
    if draw.chance(1, in: 5) { task.uniqueKey = "key-\(draw.below(plan.keys))" }
    if draw.chance(1, in: 200) { task.uniqueKey = String(repeating: "k", count: 257) }
    return task
  }

  func limit() -> QueueLimit? {
    if draw.chance(1, in: 4) { return nil }
    if draw.chance(1, in: 30) { return .concurrency(0) }
    var limit = QueueLimit.concurrency(1 + draw.below(4))
    if draw.chance(2, in: 3) {
      limit = limit.rate(
        1 + draw.below(7), per: .milliseconds(1 + draw.below(plan.clockStep * 6)),
        burst: 7 + draw.below(3))
      if draw.chance(1, in: 2) { limit.rate?.burst = 1 }
      if limit.rate.map({ $0.periodMilliseconds * UInt64($0.burst) < $0.permits }) == true {
        limit.rate?.burst = 7
      }
      if draw.chance(1, in: 2) { limit.concurrency = nil }
    }
    return limit
  }

  private func payload() -> [UInt8] {
    switch draw.below(40) {
    case 0: return bytes(Int(plan.segmentBytes) - 4096 - draw.below(2048))
    case 1: return bytes(PayloadSize.edges[draw.below(PayloadSize.edges.count)])
    case 2: return draw.chance(1, in: 20) ? bytes(Limits.payloadBytesMax + 1) : []
    case 3: return frameLookalike()
    default: return bytes(draw.below(plan.payloadBytes))
    }
  }

  /// A payload that contains what a frame starts with, and a whole frame of this very store.
  private func frameLookalike() -> [UInt8] {
    guard
      let file = session.disk.files().first(where: { $0.path.hasPrefix(Damage.log) }),
      file.bytes.count > 4096 + 256
    else { return Array("XFR1".utf8) }
    return Array(file.bytes[4096..<4096 + 256])
  }

  private func kind() -> TaskKind {
    let retries = [
      RetryPolicy.never, .standard, .fixed(.milliseconds(plan.clockStep), attempts: 3),
      .exponential(
        base: .milliseconds(5), factor: 3, cap: .milliseconds(400), jitter: .equal, attempts: 5),
    ]
    let index = draw.below(retries.count)
    let names: [TaskName] = ["a", "b", "c", "d"]
    return TaskKind(
      name: names[index], retry: retries[index], deliveryLimit: UInt32([1, 2, 3, 50][index]),
      retentionMilliseconds: draw.chance(1, in: 3) ? UInt64(plan.clockStep * 5) : 0)
  }
}
