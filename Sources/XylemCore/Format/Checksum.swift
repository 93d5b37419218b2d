import CChecksum
package struct Checksum: Equatable, Hashable, Sendable {
  package var value: UInt32
  package init(value: UInt32) { self.value = value }
  package static func of(_ bytes: UnsafeRawBufferPointer, seed: UInt32 = 0) -> Checksum {
    Checksum(value: xylem_crc32c(seed, bytes.baseAddress, bytes.count))
  }
}
