import XylemCore

/// A record that was found in a segment and that a task still needs.
struct NeededRecord {
  /// The task.
  let task: TaskReference
  /// Which of its records it is.
  let part: Relocation.Part
  /// Where it was found.
  let location: RecordLocation
  /// The whole record.
  let bytes: [UInt8]

  /// Whether a task still needs what lies at a place.
  typealias Test = (TaskReference, Relocation.Part, RecordLocation) -> Bool

  /// The record at `location` of a segment, or the one inside it, if a task needs it.
  static func find(
    _ decoded: RecordCoder.Decoded, at location: RecordLocation, in record: UnsafeRawBufferPointer,
    where isNeeded: Test
  ) -> NeededRecord? {
    guard let kept = RecordCoder.kept(decoded, at: location),
      isNeeded(kept.task, kept.part, kept.location)
    else { return nil }
    let first = Int(kept.location.offset - location.offset)
    return NeededRecord(
      task: kept.task, part: kept.part, location: kept.location,
      bytes: Array(record[first..<first + Int(kept.location.length)]))
  }
}
