import CChecksum

/// A CRC32C (Castagnoli), the checksum of every file format.
package struct Checksum: Equatable, Hashable, Sendable {
  /// The 32 bits as they are stored.
  package var value: UInt32

  /// A checksum read from somewhere.
  package init(value: UInt32) {
    self.value = value
  }

  /// Computes the checksum of `bytes`.
  ///
  /// `seed` is the value for the bytes before them, so that a checksum is computed in parts; or any
  /// number that ties the checksum to a place, such as a segment.
  package static func of(_ bytes: UnsafeRawBufferPointer, seed: UInt32 = 0) -> Checksum {
    Checksum(value: xylem_crc32c(seed, bytes.baseAddress, bytes.count))
  }
}
