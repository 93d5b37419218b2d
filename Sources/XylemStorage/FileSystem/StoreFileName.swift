import XylemCore

/// The only place that spells the names in a store directory.
///
///     lock                    held by the owner while the store is open
///     store                   identity, written once
///     store.new               identity on its way; left behind only by a crash at the very start
///     segments/0000000001     the log
///     segments/c000000001     old records, beside the log
///     segments/new            one on its way, or left behind by a crash
///     checkpoints/0000000001  saved states
///     checkpoints/new         one on its way, or left behind by a crash
package enum StoreFileName {
  /// Held by the owner while the store is open.
  package static let lock = "lock"
  /// The identity, written once.
  package static let identity = "store"
  /// The identity on its way.
  package static let newIdentity = "store.new"
  /// The folder of the log.
  package static let segments = "segments"
  /// The folder of saved states.
  package static let checkpoints = "checkpoints"

  /// What may lie in a directory whose first opening was cut short.
  package static let beginnings: Set<String> = [lock, newIdentity, segments, checkpoints]

  /// A segment on its way; it gets its number once it is synced.
  package static let newSegment = "new"

  /// A checkpoint on its way; it gets its number once it is synced.
  package static let newCheckpoint = "new"

  private static let digits = 10

  /// The file of a segment or checkpoint with this number.
  package static func name(_ number: UInt32) -> String {
    let text = String(number)
    return String(repeating: "0", count: digits - text.count) + text
  }

  /// The number that a file name spells; `nil` for every name we would not have written.
  package static func number(_ name: String) -> UInt32? {
    guard name.utf8.count == digits, name.utf8.allSatisfy({ (48...57).contains($0) }),
      let number = UInt32(name), (1...Limits.fileNumberMax).contains(number)
    else { return nil }
    return number
  }

  /// The file of a segment of the log, or of a cold one.
  package static func segment(_ number: UInt32) -> String {
    guard number > Limits.hotSegmentMax else { return name(number) }
    return "c" + name(number - Limits.hotSegmentMax).dropFirst()
  }

  /// The number of the cold segment that a file name spells; `nil` for every name we would not
  /// have written.
  package static func coldNumber(_ name: String) -> UInt32? {
    guard name.hasPrefix("c"), let above = number("0" + name.dropFirst()) else { return nil }
    return Limits.hotSegmentMax + above
  }

  /// The path of a segment for messages, relative to the store.
  package static func segmentPath(_ number: UInt32) -> String {
    "\(segments)/\(segment(number))"
  }

  /// The path of a checkpoint for messages, relative to the store.
  package static func checkpointPath(_ number: UInt32) -> String {
    "\(checkpoints)/\(name(number))"
  }
}
