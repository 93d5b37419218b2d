/// The version of every file format, and the feature bits a reader must know.
package enum FormatVersion {
  /// Written into every header. Files of a higher version are refused untouched.
  package static let current: UInt16 = 1
  /// Feature bits this build understands; a set bit outside them is refused like a newer version.
  package static let knownFeatures: UInt32 = 0

  /// Refuses what a later build wrote.
  static func check(_ version: UInt16, features: UInt32) throws(FormatError) {
    guard version != 0 else { throw .invalid("version") }
    guard version <= current, features & ~knownFeatures == 0 else {
      throw .newerVersion(version)
    }
  }
}
