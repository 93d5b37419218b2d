import Synchronization

/// What handlers did, in order.
final class Notes: Sendable {
  private let list = Mutex<[String]>([])

  var all: [String] { list.withLock { $0 } }

  func add(_ note: String) {
    list.withLock { $0.append(note) }
  }
}
