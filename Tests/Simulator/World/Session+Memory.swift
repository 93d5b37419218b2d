import XylemCore
import XylemStorage

/// Memory: what the engine says of it, and that new work keeps within the bounds.
extension Session {
  /// A refusal is right only when the tables or the open batch would have to grow.
  func checkMemoryFull(_ commands: [Command], isLast: Bool) throws(Violation) {
    marks.reach(.refusedBecauseMemoryFull)
    wasMemoryFull = true
    guard let engine, let ceiling = options.memoryBytesMax, commands.contains(where: \.mayGrow)
    else { throw Violation("I16", "refused for memory that nobody bounds") }
    guard isLast else { return }
    let rows = engine.look { ModelSizes(tasks: $0.taskRows, companions: $0.companionRows.reserved) }
    let batchBytes = commands.reduce(0) { $0 + $1.byteCount + 3 * (96 + Limits.keyBytesMax) }
    let room = engine.openBatchRoom
    let growth =
      ledger.live.growthBytes(of: commands, rows)
      + (batchBytes > room ? 2 * batchBytes + 128 * 1024 : 0)
    guard growth > 0, engine.memory.bytes + growth > ceiling else {
      throw Violation("I16", "refused at \(engine.memory) although \(growth) bytes are enough")
    }
  }

  /// New work alone must not make memory grow beyond the ceiling, nor the open batch beyond its
  /// bound.
  func checkBounds(
    _ commands: [Command], _ outcomes: [Result<Outcome, Refusal>], _ form: SubmitForm,
    from before: Int
  ) throws(Violation) {
    guard let engine, commands.allSatisfy(\.isAddition) else { return }
    let bytes = engine.memory.bytes
    if let ceiling = options.memoryBytesMax, bytes > ceiling, bytes > before {
      throw Violation("I16", "memory grew from \(before) to \(bytes), the ceiling is \(ceiling)")
    }
    let start = addedBytes
    for case (.enqueue(let task), .success(.enqueued)) in zip(commands, outcomes) {
      // A group is taken as a whole.
      guard (form == .group ? start : addedBytes) < options.batchBytesMax else {
        throw Violation("I16", "a batch of \(addedBytes) bytes takes more new work")
      }
      addedBytes += task.payload.count
    }
  }

  /// What the engine says of its memory must fit what the model has.
  func checkMemory() throws(Violation) {
    guard let engine, !hasFailed, !disk.isStopped else { return }
    let live = ledger.live
    let (sizes, bytes) = engine.look { state in
      (
        ModelSizes(
          tasks: Int(state.taskCount), companions: state.companionRows.used, keys: state.keyCount),
        state.tableBytes()
      )
    }
    guard sizes == live.sizes else {
      throw Violation("I16", "the tables hold \(sizes) instead of \(live.sizes)")
    }
    let most = live.most.mostBytes(queues: live.queues.count, kinds: live.kinds.count)
    guard bytes >= live.sizes.leastBytes, bytes <= most else {
      throw Violation("I16", "\(bytes) bytes for \(live.sizes), once \(live.most)")
    }
  }
}
