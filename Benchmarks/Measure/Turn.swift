/// What one side of a comparison did while it was its turn.
struct Turn {
  /// How long it took, in seconds.
  var seconds: Double
  /// Tasks, however many one call had.
  var operations: Int
  /// The time of each call.
  var latencies: LatencyHistogram
  /// Calls of `fdatasync`, where they are counted.
  var syncs: UInt64?
  /// Processors that this process kept busy meanwhile, where that was looked at.
  var coresBusy: Double?

  var rate: Double { seconds > 0 ? Double(operations) / seconds : 0 }
}
