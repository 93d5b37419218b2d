import XylemCore

/// Old records in cold segments, when no checkpoint is whole: the log that named them may be gone.
extension Survey {
  /// Takes every copy that is whole, before the log is walked through: that tells what became of
  /// the tasks since. Of two tasks of a row the later one was copied later.
  mutating func takeCopies() throws(StoreError) {
    let numbers: [UInt32]
    do { numbers = try examined.segments.coldNumbers() } catch { throw StoreError(error) }
    for number in numbers {
      var reader = try ColdReader(number, in: examined.segments)
      try reader.passDamage()
      var offset = ColdHeader.bytes
      while let found = try reader.needed(at: &offset, where: { _, _, _ in true }) {
        for copy in found { take(copy) }
      }
    }
  }

  private mutating func take(_ copy: NeededRecord) {
    let record = copy.bytes.withUnsafeBytes { try? RecordCoder.decode($0).record }
    guard let record else { return }
    ledger.relocate(record, of: copy.task, at: copy.location, sequence: 0)
  }
}
