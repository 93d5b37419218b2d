/// A number that two runs share only when they did the same. FNV-1a over words.
package struct TraceHash: Hashable, Sendable {
  /// The hash so far.
  package private(set) var value: UInt64 = 0xcbf2_9ce4_8422_2325

  /// Nothing done yet.
  package init() {}

  /// Takes in a number.
  package mutating func mix(_ word: UInt64) {
    value = (value ^ word) &* 0x0000_0100_0000_01b3
    value ^= value >> 29
  }

  /// Takes in bytes.
  package mutating func mix(_ bytes: [UInt8]) {
    mix(UInt64(bytes.count))
    bytes.withUnsafeBytes { raw in
      var place = 0
      while place + 8 <= raw.count {
        mix(raw.loadUnaligned(fromByteOffset: place, as: UInt64.self))
        place += 8
      }
      while place < raw.count {
        mix(UInt64(raw[place]))
        place += 1
      }
    }
  }
}
