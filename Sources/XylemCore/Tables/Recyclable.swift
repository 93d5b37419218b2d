/// A row whose place in a ``PagedTable`` can be given back and handed out again.
package protocol Recyclable: BitwiseCopyable {
  /// The next vacant row, or ``RowIndex/none``; read and written only while the row is vacant.
  ///
  /// It may share its storage with any field that has no meaning in a vacant row, so that the free
  /// list costs no bytes. It must not be the field by which the table's owner tells vacant rows
  /// from live ones, nor ``TimerNode/timerPrevious``, which must read "no row" in a fresh row.
  var nextFree: UInt32 { get set }

  /// What a row holds while nobody owns it, and right after it was allocated.
  static var vacant: Self { get }
}
