#if Peers
  import Foundation

  /// Threads that may block, as clients of a server do.
  final class ClientThreads: @unchecked Sendable {
    // Unchecked because the lock guards both variables.
    private let group = DispatchGroup()
    private let lock = NSLock()
    private var latencies = LatencyHistogram()
    private var failure: (any Error)?

    /// Runs `body`, which returns the nanoseconds of its calls, on a new thread.
    func start(_ body: @escaping @Sendable () throws -> [UInt64]) {
      group.enter()
      Thread.detachNewThread { [self] in
        defer { group.leave() }
        do {
          let times = try body()
          lock.withLock { latencies.add(contentsOf: times) }
        } catch {
          lock.withLock { failure = failure ?? error }
        }
      }
    }

    /// Blocks until all have ended; throws the first error of any.
    func wait() throws -> LatencyHistogram {
      group.wait()
      return try lock.withLock {
        if let failure { throw failure }
        return latencies
      }
    }
  }
#endif
