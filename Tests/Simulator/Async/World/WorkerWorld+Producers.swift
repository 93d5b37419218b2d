import Xylem
import XylemStorage

/// What producers do.
extension WorkerWorld {
  func produce(in life: Life) async {
    while !life.isRetiring, life.isUsable {
      let step = ProducerStep.allCases[draw.index(by: plan.stepWeights)]
      tell("producer: \(step)")
      await produce(step, in: life)
      trace.mix(life.now)
      try? await life.machine.clock.sleep(for: .milliseconds(draw.below(plan.rest)))
    }
  }

  private func produce(_ step: ProducerStep, in life: Life) async {
    switch step {
    case .add, .addAndWait, .addUnique, .addDelayed, .addExpiring:
      await add(kind(), step, in: life)
    case .addMany: await addMany(kind(), in: life)
    case .addTogether: await addTogether(in: life)
    case .look: await look(in: life)
    case .waitLater: waitLater(in: life)
    case .count:
      _ = await call(in: life) { store in try await store.statistics() }
    case .cancel:
      if let (serial, id) = known() { await cancel(serial, id, in: life) }
    case .pause:
      let queue = kind().options.queue
      _ = await call(in: life) { store in try await store.pause(queue: queue) }
    case .resume: await resume(kind().options.queue, in: life)
    case .limit: await limit(kind().options.queue, to: drawLimit(), in: life)
    case .settleLetters: await settleLetters(in: life)
    }
  }

  private func kind() -> ErrandKind {
    ErrandKind.allCases[draw.below(ErrandKind.allCases.count)]
  }

  /// A task whose producer was told that it is synced.
  private func known() -> (Int, TaskID)? {
    for _ in 0..<4 where !histories.isEmpty {
      let serial = histories.count - 1 - draw.below(min(histories.count, 30))
      if histories[serial].answer == .synced, let id = histories[serial].id { return (serial, id) }
    }
    return nil
  }

  func resume(_ queue: QueueName, in life: Life) async {
    life.paused.removeAll { $0 == queue }
    _ = await call(in: life) { store in
      do { try await store.resume(queue: queue) } catch StoreError.refused(.unknownQueue) {}
    }
  }

  /// Fast enough that what waits is done in the end.
  private func drawLimit() -> QueueLimit? {
    switch draw.below(4) {
    case 0: nil
    case 1: .concurrency(1 + draw.below(3))
    case 2: .rate(1 + draw.below(5), per: .milliseconds(1 + draw.below(100)), burst: 5)
    default:
      .rate(1 + draw.below(5), per: .milliseconds(5 + draw.below(100)), burst: 1)
        .concurrency(1 + draw.below(3))
    }
  }

  func limit(_ queue: QueueName, to limit: QueueLimit?, in life: Life) async {
    _ = await call(in: life) { store in
      do { try await store.limit(queue: queue, to: limit) } catch StoreError.refused(.unknownQueue)
      {}
    }
  }

  func cancel(_ serial: Int, _ id: TaskID, in life: Life) async {
    if life.isSeen { histories[serial].isCancelAsked = true }
    let isDone = await call(in: life) { store in
      do {
        try await store.cancel(id)
        return true
      } catch StoreError.refused(.unknownTask), StoreError.refused(.wrongStatus) { return false }
    }
    if isDone == true, life.isSeen {
      histories[serial].isCancelled = true
      histories[serial].isEnded = true
    }
  }

  private func look(in life: Life) async {
    guard let (serial, id) = known() else { return }
    let wasEnded = histories[serial].isEnded
    let found = await call(in: life) { store in try await store.status(of: id) }
    guard life.isSeen, let info = found ?? nil, info.id == id else { return }
    guard info.name == histories[serial].kind.type.name else { return fail("I1", "another name") }
    if wasEnded, info.status == .ready || info.status == .delayed || info.status == .leased {
      fail("I3", "task \(serial) had ended and is \(info.status)")
    }
  }

  private func waitLater(in life: Life) {
    guard let (serial, id) = known(), let store = life.store else { return }
    switch histories[serial].kind {
    case .letter: wait(for: store.handle(for: id, of: Letter.self), serial, in: life)
    case .parcel: wait(for: store.handle(for: id, of: Parcel.self), serial, in: life)
    case .telegram: wait(for: store.handle(for: id, of: Telegram.self), serial, in: life)
    case .pigeon: wait(for: store.handle(for: id, of: Pigeon.self), serial, in: life)
    }
  }

  private func settleLetters(in life: Life) async {
    let letters = await call(in: life) { store in try await store.deadLetters(limit: 5) } ?? []
    for letter in letters {
      guard let serial = serials[letter.id], life.isSeen else { continue }
      let isReplay = draw.chance(1, in: 2)
      if isReplay {
        histories[serial].isReplayAsked = true
        histories[serial].isEnded = false
      } else {
        histories[serial].isDiscardAsked = true
      }
      marks.reach(isReplay ? .letterReplayed : .letterDiscarded)
      _ = await call(in: life) { store in
        do {
          if isReplay {
            try await store.replay(letter.id)
          } else {
            try await store.discard(letter.id)
          }
        } catch StoreError.refused(.unknownTask), StoreError.refused(.wrongStatus) {}
      }
    }
  }

  /// Makes a call that returns by itself, and looks at what it throws; `nil` when it threw.
  func call<Value>(
    in life: Life, _ body: (TaskStore) async throws -> Value
  ) async -> Value? {
    guard let store = life.store else { return nil }
    life.calls += 1
    defer { life.calls -= 1 }
    do { return try await body(store) } catch {
      judge(error, in: life)
      return nil
    }
  }

  /// Whether there is a reason for an error.
  func judge(_ error: any Error, in life: Life) {
    guard life.isSeen else { return }
    trace.mix(3)
    switch error {
    case StoreError.closed where life.isClosing: marks.reach(.closedTold)
    case StoreError.poisoned where life.mayFail: marks.reach(.failureTold)
    case StoreError.io where life.mayFail: break
    case StoreError.refused(.full) where life.mayFail: marks.reach(.refusedAsFull)
    case StoreError.refused(.memoryFull) where plan.memoryBytesMax != nil:
      marks.reach(.refusedForMemory)
    default: fail("I13", "for no reason: \(error)")
    }
  }
}
