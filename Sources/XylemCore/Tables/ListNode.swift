/// A row that can be in a ``RowList``: the links of the list live inside the row.
package protocol ListNode: BitwiseCopyable {
  /// The node behind this one, or ``RowIndex/none`` for the last. The list's own.
  var listNext: UInt32 { get set }

  /// The node before this one, or ``RowIndex/none`` for the first. The list's own.
  var listPrevious: UInt32 { get set }
}
