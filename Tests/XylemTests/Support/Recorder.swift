/// Remembers what handlers saw, in order.
final class Recorder<Value: Sendable>: Sendable {
  private let list = Guarded<[Value]>([])

  var values: [Value] { list.withLock { $0 } }

  func append(_ value: Value) {
    list.withLock { $0.append(value) }
  }
}
