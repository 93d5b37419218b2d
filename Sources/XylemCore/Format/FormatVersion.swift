/// The version of every file format, and the feature bits a reader must know.
package enum FormatVersion {
  /// Written into every header. Files of a higher version are refused untouched.
  package static let current: UInt16 = 1
  /// The feature bit of checkpoints whose task rows are packed.
  package static let packedRows: UInt32 = 1
  /// The feature bit of checkpoints that hold limits of queues.
  package static let limits: UInt32 = 2

  /// Refuses what a later build wrote.
  static func check(_ version: UInt16, features: UInt32, known: UInt32) throws(FormatError) {
    guard version != 0 else { throw .invalid("version") }
    guard version <= current, features & ~known == 0 else {
      throw .newerVersion(version)
    }
  }
}
