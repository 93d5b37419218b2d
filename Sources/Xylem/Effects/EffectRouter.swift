import XylemStorage

/// Tells workers and waiting callers what commits brought about.
///
/// Effects arrive on the committing thread; when nobody waits, they cost one lock and one look.
final class EffectRouter: EffectReceiver, @unchecked Sendable {
  // Unchecked because every access to the variables is under the lock. It is taken before the
  // engine's, never after.
  private let lock = Lock()
  private let engine: Engine
  private var failure: StoreError?
  private var watches: [TaskReference: [EndingWatch]] = [:]
  private var listeners: [(listener: any EffectListener, queues: Set<QueueName>)] = []
  /// Who listens to which queue number, filled in as effects name them.
  private var listenersOfQueue: [UInt32: [any EffectListener]] = [:]

  /// The engine holds its receiver weakly, so this is no cycle.
  init(_ engine: Engine) {
    self.engine = engine
  }

  func receive(_ effects: [Effect]) {
    lock.lock()
    guard !watches.isEmpty || !listeners.isEmpty else { return lock.unlock() }
    var ended: [(EndingWatch, Ending)] = []
    for effect in effects {
      switch effect {
      case .ready(let queue):
        for listener in listeners(of: queue) { listener.queueBecameReady() }
      case .finished(let task, let ending):
        if ending == .cancelled { for each in listeners { each.listener.taskWasCancelled(task) } }
        guard !watches.isEmpty, let waiting = watches.removeValue(forKey: task) else { continue }
        ended += waiting.map { ($0, ending) }
      }
    }
    lock.unlock()
    for (watch, ending) in ended { watch.settle(.success(ending)) }
  }

  func engineFailed(_ failure: StoreError) {
    lock.lock()
    self.failure = self.failure ?? failure
    // In the order of tasks, which is the same in every run of a program.
    let inOrder = watches.sorted {
      ($0.key.row, $0.key.generation) < ($1.key.row, $1.key.generation)
    }
    let waiting = inOrder.flatMap(\.value)
    watches = [:]
    if !isPlanted(.forgetListenersAtClose) {
      for each in listeners { each.listener.storeFailed(failure) }
    }
    lock.unlock()
    if isPlanted(.forgetWatchersAtClose) { return }
    for watch in waiting { watch.settle(.failure(failure)) }
  }

  /// From now on `listener` hears of the queues called `queues`.
  func add(_ listener: any EffectListener, queues: Set<QueueName>) {
    lock.withLock {
      listeners.append((listener, queues))
      listenersOfQueue = [:]
      if let failure { listener.storeFailed(failure) }
    }
  }

  func remove(_ listener: any EffectListener) {
    lock.withLock {
      listeners.removeAll { $0.listener === listener }
      listenersOfQueue = [:]
    }
  }

  /// A watch that settles when the task ends from now on. Whoever watches looks at the task after
  /// this, so that an end before it is not missed either.
  func watch(_ task: TaskReference) -> EndingWatch {
    let watch = EndingWatch()
    lock.withLock {
      if let failure {
        watch.settle(.failure(failure))
      } else {
        watches[task, default: []].append(watch)
      }
    }
    return watch
  }

  /// Ends a watch before its task does.
  func forget(_ watch: EndingWatch, of task: TaskReference) {
    lock.withLock {
      watches[task]?.removeAll { $0 === watch }
      if watches[task]?.isEmpty == true { watches[task] = nil }
    }
  }

  private func listeners(of queue: UInt32) -> [any EffectListener] {
    if let known = listenersOfQueue[queue] { return known }
    let name = engine.queueName(queue)
    let found = listeners.filter { $0.queues.contains(name) }.map(\.listener)
    listenersOfQueue[queue] = found
    return found
  }
}
