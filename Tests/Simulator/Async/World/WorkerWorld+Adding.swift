import Xylem
import XylemStorage

/// The ways in which tasks are added.
extension WorkerWorld {
  func add(_ kind: ErrandKind, _ step: ProducerStep, in life: Life) async {
    switch kind {
    case .letter: await add(Letter.self, step, in: life)
    case .parcel: await add(Parcel.self, step, in: life)
    case .telegram: await add(Telegram.self, step, in: life)
    case .pigeon: await add(Pigeon.self, step, in: life)
    }
  }

  private func add<Payload: Errand>(
    _ type: Payload.Type, _ step: ProducerStep, in life: Life
  ) async {
    let delay = step == .addDelayed ? UInt64(draw.below(3000)) : 0
    let expiry = step == .addExpiring ? UInt64(1 + draw.below(1000)) : nil
    let key = step == .addUnique ? "key-\(draw.below(4))" : nil
    let serial = note(Payload.kind, in: life, delay: delay, expiry: expiry, key: key)
    let priority = draw.chance(1, in: 4) ? Priority(unchecked: UInt8(draw.below(10))) : nil
    let durability = durability()
    let payload = Payload(freight: freight(serial))
    let handle = await answered([serial], durability, in: life) { store in
      try await store.enqueue(
        payload, priority: priority, delay: .milliseconds(Int64(delay)),
        expiry: expiry.map { .milliseconds(Int64($0)) }, unique: key.map { .untilFinished($0) },
        durability: durability)
    } answers: {
      [($0.id, $0.isDuplicate)]
    }
    guard let handle, !handle.isDuplicate else { return }
    if step == .addAndWait || draw.chance(1, in: 8) { wait(for: handle, serial, in: life) }
  }

  func addMany(_ kind: ErrandKind, in life: Life) async {
    switch kind {
    case .letter: await addMany(Letter.self, in: life)
    case .parcel: await addMany(Parcel.self, in: life)
    case .telegram: await addMany(Telegram.self, in: life)
    case .pigeon: await addMany(Pigeon.self, in: life)
    }
  }

  private func addMany<Payload: Errand>(_ type: Payload.Type, in life: Life) async {
    let new = (0..<1 + draw.below(12)).map { _ in note(Payload.kind, in: life) }
    let durability = durability()
    let payloads = new.map { Payload(freight: freight($0)) }
    _ = await answered(new, oneByOne: true, durability, in: life) { store in
      try await store.enqueue(contentsOf: payloads, durability: durability)
    } answers: { handles in
      handles.map { ($0.id, $0.isDuplicate) }
    }
  }

  func addTogether(in life: Life) async {
    let new = (0..<1 + draw.below(5)).map { _ in note(.parcel, in: life) }
    let payloads = new.map { Parcel(freight: freight($0)) }
    let ids = await answered(new, .synced, in: life) { store in
      try await store.commit { batch in
        for payload in payloads { batch.enqueue(payload) }
      }
    } answers: { ids in
      ids.map { ($0, false) }
    }
    marks.reach(.groupAdded, if: ids.map { $0.count > 1 } ?? false)
  }

  private func durability() -> Durability {
    draw.below(16) < plan.writtenShare ? .written : .synced
  }

  private func freight(_ serial: Int) -> Freight {
    Freight(serial: serial, paddingCount: histories[serial].paddingCount)
  }

  /// Opens the history of a task that is about to be added.
  private func note(
    _ kind: ErrandKind, in life: Life, delay: UInt64 = 0, expiry: UInt64? = nil, key: String? = nil
  ) -> Int {
    let history = TaskHistory(
      kind: kind, life: life.number, paddingCount: draw.below(plan.paddingCount), key: key,
      notBefore: life.now + delay, expiry: expiry)
    histories.append(history)
    return histories.count - 1
  }

  /// Makes the call and notes for each task what its producer may believe.
  private func answered<Value>(
    _ new: [Int], oneByOne: Bool = false, _ durability: Durability, in life: Life,
    _ body: (TaskStore) async throws -> Value, answers: (Value) -> [(TaskID, Bool)]
  ) async -> Value? {
    var isRefused = false
    let value = await call(in: life) { store in
      do { return try await body(store) } catch {
        switch error {
        // A list is added one by one, so a full disk may have stopped it on the way, or the end of
        // a store while it waited for room.
        case StoreError.refused: isRefused = new.count == 1
        case StoreError.closed: isRefused = new.count == 1 || !oneByOne
        default: break
        }
        throw error
      }
    }
    guard life.isSeen else { return nil }
    if isRefused { for serial in new { histories[serial].answer = .refused } }
    guard let value else { return nil }
    for (serial, answer) in zip(new, answers(value)) {
      accept(answer.0, isDuplicate: answer.1, serial, durability, in: life)
    }
    return value
  }

  /// Takes the id of an added task.
  private func accept(
    _ id: TaskID, isDuplicate: Bool, _ serial: Int, _ durability: Durability, in life: Life
  ) {
    tell(
      "task \(serial) is \(isDuplicate ? "a duplicate" : "\(durability)"), row \(id.reference.row)")
    guard isDuplicate else {
      if let known = histories[serial].id, known != id { fail("I2", "task \(serial) has two ids") }
      histories[serial].answer = durability == .synced ? .synced : .written
      histories[serial].answeredAt = life.now
      histories[serial].id = id
      serials[id] = serial
      return
    }
    marks.reach(.duplicateFound)
    histories[serial].answer = .refused
    if let other = serials[id], histories[other].key != histories[serial].key {
      fail("I2", "task \(serial) was taken for task \(other)")
    }
  }
}
