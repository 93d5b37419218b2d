/// Lets handlers and tests wait for each other without sleeping.
final class Gate: Sendable {
  private struct State {
    var count = 0
    var waiting: [(count: Int, continuation: CheckedContinuation<Void, Never>)] = []
  }

  private let state = Guarded(State())

  /// How often it was opened.
  var count: Int { state.withLock { $0.count } }

  /// Opens it once more.
  func open() {
    let released = state.withLock { state in
      state.count += 1
      let released = state.waiting.filter { $0.count <= state.count }
      state.waiting.removeAll { $0.count <= state.count }
      return released
    }
    for waiter in released { waiter.continuation.resume() }
  }

  /// Waits until it was opened `count` times.
  func wait(_ count: Int = 1) async {
    await withCheckedContinuation { continuation in
      let isOpen = state.withLock { state in
        if state.count < count { state.waiting.append((count, continuation)) }
        return state.count >= count
      }
      if isOpen { continuation.resume() }
    }
  }
}
