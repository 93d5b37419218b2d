#if Metrics
  import Metrics

  /// Tells the metrics system, now and then, what the statistics of a store say.
  ///
  /// | metric | kind | dimensions |
  /// | --- | --- | --- |
  /// | `xylem.queue.tasks` | gauge | `queue`, `status`: `ready`, `delayed`, `leased`, `dead` |
  /// | `xylem.queue.events` | counter | `queue`, `event`: `enqueued`, `completed`, `retried`, … |
  /// | `xylem.log.syncs`, `xylem.log.commits`, `xylem.log.records`, `xylem.log.bytes` | counter | |
  /// | `xylem.memory.bytes` | gauge | |
  ///
  /// Counters count from the first sample on. A sample is one look at the store, O(queues).
  public struct StoreMetrics: Sendable {
    private let store: TaskStore
    private let interval: Duration
    private let clock: any Clock<Duration>
    private let factory: any MetricsFactory

    /// Samples of `store`.
    ///
    /// - Parameters:
    ///   - store: What is looked at.
    ///   - interval: How long it waits after each sample.
    ///   - clock: Measures that.
    ///   - factory: Who is told; `nil` is what the metrics system was bootstrapped with.
    public init(
      _ store: TaskStore, every interval: Duration = .seconds(10),
      clock: any Clock<Duration> = ContinuousClock(), factory: (any MetricsFactory)? = nil
    ) {
      self.store = store
      self.interval = interval
      self.clock = clock
      self.factory = factory ?? MetricsSystem.factory
    }

    /// Samples until the calling task is cancelled.
    ///
    /// - Throws: `StoreError.closed` or `.poisoned` when the store goes away.
    public func run() async throws(StoreError) {
      var last = try await store.statistics()
      tell(last)
      while (try? await clock.sleep(for: interval)) != nil {
        let next = try await store.statistics()
        tell(next)
        count(from: last, to: next)
        last = next
      }
    }

    private func tell(_ numbers: StoreStatistics) {
      gauge("memory.bytes", [], numbers.memory.bytes)
      for (queue, counts) in numbers.queues {
        for (status, count) in counts.present {
          gauge("queue.tasks", [("queue", queue.text), ("status", status)], count)
        }
      }
    }

    private func count(from last: StoreStatistics, to next: StoreStatistics) {
      for (before, after) in zip(last.log.metrics, next.log.metrics) {
        counter("log.\(after.name)", [], after.count - before.count)
      }
      for (queue, counts) in next.queues {
        let before = last.queues[queue] ?? TaskCounts(Counters())
        for (before, after) in zip(before.past, counts.past) {
          counter(
            "queue.events", [("queue", queue.text), ("event", after.name)],
            after.count - before.count)
        }
      }
    }

    private func gauge(
      _ name: String, _ dimensions: [(String, String)], _ value: some BinaryInteger
    ) {
      Gauge(label: "xylem.\(name)", dimensions: dimensions, factory: factory).record(value)
    }

    private func counter(_ name: String, _ dimensions: [(String, String)], _ value: UInt64) {
      guard value > 0 else { return }
      Counter(label: "xylem.\(name)", dimensions: dimensions, factory: factory).increment(by: value)
    }
  }

  extension TaskCounts {
    fileprivate var present: [(name: String, count: UInt64)] {
      [("ready", ready), ("delayed", delayed), ("leased", leased), ("dead", dead)]
    }

    fileprivate var past: [(name: String, count: UInt64)] {
      [
        ("enqueued", enqueued), ("completed", completed), ("retried", retried),
        ("expired", expired), ("cancelled", cancelled), ("discarded", discarded),
        ("leased", leases), ("leaseLost", lostLeases),
      ]
    }
  }

  extension LogStatistics {
    fileprivate var metrics: [(name: String, count: UInt64)] {
      [("syncs", syncs), ("commits", commits), ("records", records), ("bytes", bytesWritten)]
    }
  }
#endif
