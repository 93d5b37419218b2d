import XylemCore
import XylemStorage

/// Hears which queues are said to have tasks, as a worker would.
final class ReadyNews: EffectReceiver, @unchecked Sendable {
  // Unchecked: a simulation runs on one thread at a time.
  private var queues: Set<UInt32> = []

  func receive(_ effects: [Effect]) {
    for case .ready(let queue) in effects { queues.insert(queue) }
  }

  func engineFailed(_ failure: StoreError) {}

  /// The numbers of queues that were named since the last call.
  func take() -> Set<UInt32> {
    defer { queues = [] }
    return queues
  }
}
