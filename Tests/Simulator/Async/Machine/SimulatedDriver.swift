import XylemStorage

/// The two threads of an engine, as loops of which one turn at a time is asked for.
final class SimulatedDriver: EngineDriver, @unchecked Sendable {
  // Unchecked: a simulation runs on one thread at a time.
  let engine: Engine
  /// Called between the turns that ``stop()`` makes, as others would run meanwhile.
  private let pause: () -> Void
  private var committerWake: UInt64?
  private var maintainerWake: UInt64?
  private(set) var isStopped = false
  /// Whether a commit is under way.
  private(set) var isCommitting = false

  init(_ engine: Engine, pause: @escaping () -> Void) {
    self.engine = engine
    self.pause = pause
  }

  func stop() {
    engine.beginClosing()
    while engine.nextCommitterStep() == .work {
      pause()
      commit()
    }
    while engine.nextMaintainerStep() == .work { engine.maintain() }
    pause()
    isStopped = true
  }

  /// Whether the committing thread would be awake at `now`.
  func wantsCommit(at now: UInt64) -> Bool {
    guard !isStopped else { return false }
    return isAwake(engine.nextCommitterStep(), &committerWake, now)
  }

  /// Whether the maintenance thread would be awake at `now`.
  func wantsMaintenance(at now: UInt64) -> Bool {
    guard !isStopped else { return false }
    return isAwake(engine.nextMaintainerStep(), &maintainerWake, now)
  }

  /// When one of them wakes without being called.
  var nextWake: UInt64? {
    isStopped ? nil : [committerWake, maintainerWake].compactMap { $0 }.min()
  }

  /// A sleep lasts as long as was wanted when it began, however often one looks.
  private func isAwake(_ step: LoopStep, _ wake: inout UInt64?, _ now: UInt64) -> Bool {
    switch step {
    case .work:
      wake = nil
      return true
    case .end:
      wake = nil
      return false
    case .sleep(let milliseconds):
      if wake == nil, let milliseconds { wake = now + milliseconds }
      return wake.map { $0 <= now } ?? false
    }
  }

  /// One turn of the committing thread.
  func commit() {
    committerWake = nil
    guard engine.nextCommitterStep() == .work else { return engine.endCommitterSleep() }
    isCommitting = true
    engine.commitOnce()
    isCommitting = false
  }

  /// One turn of the maintenance thread.
  func maintain() {
    maintainerWake = nil
    engine.maintain()
  }
}
