import XylemStorage

/// A value that several threads use, behind the engine's lock: the thread sanitizer does not see
/// the standard library's.
final class Guarded<Value>: @unchecked Sendable {
  // Unchecked because the value is touched under the lock only.
  private let lock = Lock()
  private var value: Value

  init(_ value: Value) {
    self.value = value
  }

  func withLock<Success>(_ body: (inout Value) throws -> Success) rethrows -> Success {
    lock.lock()
    defer { lock.unlock() }
    return try body(&value)
  }
}
