import XylemCore

/// What the files come to: the state that opening would find, and the records that tasks name.
extension Verification {
  mutating func recover() throws(StoreError) {
    var state = TaskStateMachine(store: examined.store, time: 0)
    do throws(StoreError) {
      try recover(&state)
    } catch {
      report.refusal = error
      if case .io = error, !examined.unreadable.isEmpty { return try lookAtTasksTouched() }
      guard case .corrupt(let corruption) = error else { throw error }
      if !report.damages.contains(where: { $0.file == corruption.file }) {
        report.damages.append(StoreDamage(corruption, .state))
      }
      return try lookAtTasksTouched()
    }
    if let damage = examined.identityDamage { report.refusal = .corrupt(damage) }
    report.tasks = UInt64(state.taskCount)
    do { try state.checkInvariants() } catch {
      report.damages.append(
        StoreDamage(
          Corruption(file: StoreFileName.segments, offset: 0, what: error.description), .state))
    }
    lookAtHeaders(state.usage)
    try lookAtColdHeaders(state.usage)
    try lookAtRecords(of: state)
  }

  /// As opening would; what the medium fails to give back just once is read again.
  private func recover(_ state: inout TaskStateMachine) throws(StoreError) {
    do throws(StoreError) {
      var recovery = try examined.recovery()
      _ = try recovery.run(&state)
    } catch .io {
      state = TaskStateMachine(store: examined.store, time: 0)
      var recovery = try examined.recovery()
      _ = try recovery.run(&state)
    }
  }

  /// A segment that holds something needed must have its header: opening looks at its name alone.
  private mutating func lookAtHeaders(_ usage: SegmentUsage) {
    for number in usage.segments
    where !headed.contains(number) && number <= Limits.hotSegmentMax {
      let path = StoreFileName.segmentPath(number)
      guard !report.damages.contains(where: { $0.file == path }) else { continue }
      report.damages.append(
        StoreDamage(
          Corruption(file: path, offset: 0, what: "header of a segment gone"), .segmentHeader,
          length: 512))
    }
  }

  private mutating func lookAtColdHeaders(_ usage: SegmentUsage) throws(StoreError) {
    for number in usage.segments where number > Limits.hotSegmentMax {
      do throws(StoreError) {
        _ = try examined.segments.coldHeader(number, of: examined.store)
      } catch {
        guard case .corrupt(let corruption) = error else { throw error }
        report.damages.append(
          StoreDamage(corruption, .segmentHeader, length: UInt64(ColdHeader.bytes)))
      }
    }
  }

  /// Reads what each task names, in the order of the files, so that every byte comes by once.
  private mutating func lookAtRecords(of state: borrowing TaskStateMachine) throws(StoreError) {
    var records: [(location: RecordLocation, task: TaskReference)] = []
    for task in state.references() {
      guard let snapshot = state.snapshot(of: task) else { continue }
      records.append((snapshot.location, task))
      if let reason = snapshot.reason { records.append((reason, task)) }
    }
    records.sort {
      ($0.location.segment, $0.location.offset) < ($1.location.segment, $1.location.offset)
    }
    var source = RecordSource(examined.segments)
    for (location, task) in records {
      do throws(StoreError) {
        try source.read(location) { (record, _) throws(FormatError) in
          guard record.task == task else { throw .invalid("task: the record is another's") }
        }
      } catch {
        guard case .corrupt(let corruption) = error else { throw error }
        note(corruption, location, touching: affected(task, state))
      }
    }
  }

  private func affected(
    _ task: TaskReference, _ state: borrowing TaskStateMachine
  ) -> AffectedTask {
    let snapshot = state.snapshot(of: task)
    return AffectedTask(
      task, addedAt: state.addedAt(of: task), store: examined.store, name: snapshot?.kind.name,
      queue: snapshot?.queue)
  }

  /// Adds the task to the damage that its record lies in, or tells a new one.
  mutating func note(
    _ corruption: Corruption, _ location: RecordLocation, touching task: AffectedTask
  ) {
    let place = report.damages.firstIndex {
      $0.file == corruption.file && $0.offset <= UInt64(location.offset)
        && UInt64(location.offset) + UInt64(location.length) <= $0.offset + $0.length
    }
    if let place { return report.damages[place].add(task) }
    var damage = StoreDamage(corruption, .record, length: UInt64(location.length))
    damage.add(task)
    report.damages.append(damage)
  }
}

/// When the store would not open: which tasks are why.
extension Verification {
  /// Each task in doubt counts for the first damage that came after what is known of it.
  mutating func lookAtTasksTouched() throws(StoreError) {
    let survey = try Survey.run(examined)
    let living = survey.ledger.living + survey.ledger.nameless
    report.tasks = UInt64(living.count)
    let losses = report.damages.indices.filter { report.damages[$0].sequences != nil }
    var source = RecordSource(examined.segments)
    for task in living {
      let affected = survey.ledger.affected(task)
      let loss = losses.first {
        report.damages[$0].sequences.map { $0.upperBound > task.provenThrough } ?? false
      }
      if let loss, survey.ledger.isInDoubt(task) { report.damages[loss].add(affected) }
      for location in [task.location, task.reason].compactMap({ $0 }) {
        do throws(StoreError) {
          try source.read(location) { (_, _) throws(FormatError) in }
        } catch {
          guard case .corrupt(let corruption) = error else { throw error }
          note(corruption, location, touching: affected)
        }
      }
    }
  }
}
