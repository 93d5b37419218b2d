/// A row that can wait in a ``TimingWheel``: the links of the wheel live inside the row.
package protocol TimerNode: BitwiseCopyable {
  /// The node behind this one in its bucket, or ``RowIndex/none``. The wheel's own.
  var timerNext: UInt32 { get set }

  /// The node before this one in its bucket; the first node names the last.
  ///
  /// ``RowIndex/none`` exactly while the row is in no wheel. A row allocated or restored must start
  /// with that value.
  var timerPrevious: UInt32 { get set }

  /// When the timer is due, in milliseconds; below 2^48. Do not change it while in a wheel.
  var timerDue: UInt64 { get set }
}

extension TimerNode {
  /// Whether the row is in a wheel.
  package var isInWheel: Bool { timerPrevious != RowIndex.none }
}
