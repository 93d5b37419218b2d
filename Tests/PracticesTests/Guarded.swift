import Synchronization

/// A value that handlers change from several threads.
final class Guarded<Value: Sendable>: Sendable {
  private let mutex: Mutex<Value>

  init(_ value: Value) {
    mutex = Mutex(value)
  }

  var value: Value { mutex.withLock { $0 } }

  func change<Result: Sendable>(_ body: (inout sending Value) -> sending Result) -> Result {
    mutex.withLock { body(&$0) }
  }
}
