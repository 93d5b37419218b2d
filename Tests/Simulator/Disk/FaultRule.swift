import XylemStorage

/// Makes the calls of one kind fail.
package struct FaultRule: Sendable {
  /// The kind that fails.
  package var kind: StorageCallKind
  /// The number of the call that fails, counted from 1 since the last reset of the counters.
  package var number: Int
  /// Whether all later calls of the kind fail too.
  package var lasting: Bool
  /// What the kernel says. `ENOSPC` and `EDQUOT` become `.full`, except from a sync.
  package var errno: Int32
  /// How many of the leading sectors of a failed write reach the file nevertheless.
  package var keptSectors: Int
  /// A short write: so many of the leading bytes reach the file, however many sectors that is.
  package var keptBytes: Int?

  /// Fails call `number` of `kind`, and all that follow when `lasting`.
  package init(
    _ kind: StorageCallKind, number: Int, lasting: Bool = false,
    errno: Int32 = KernelError.inputOutput, keptSectors: Int = 0
  ) {
    self.kind = kind
    self.number = number
    self.lasting = lasting
    self.errno = errno
    self.keptSectors = keptSectors
  }

  func matches(_ kind: StorageCallKind, number: Int) -> Bool {
    kind == self.kind && (number == self.number || (lasting && number > self.number))
  }
}
