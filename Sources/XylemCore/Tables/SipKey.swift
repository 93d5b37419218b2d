/// The secret of a ``SipHash128``: without it, nobody can choose keys that collide.
package struct SipKey: BitwiseCopyable, Hashable, Sendable {
  /// The first eight bytes of the key, read as a little-endian number.
  package let low: UInt64

  /// The last eight bytes of the key, read as a little-endian number.
  package let high: UInt64

  /// Makes a key of its two halves.
  package init(low: UInt64, high: UInt64) {
    self.low = low
    self.high = high
  }
}
