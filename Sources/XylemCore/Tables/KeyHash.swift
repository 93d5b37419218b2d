/// The 128-bit hash of a key, as ``SipHash128`` gives it: wide enough to stand for the key itself.
///
/// Two of 2^32 keys share a hash with a probability of about 2^-65.
package struct KeyHash: BitwiseCopyable, Hashable, Sendable {
  /// The first eight bytes of the hash, read as a little-endian number.
  package let low: UInt64

  /// The last eight bytes of the hash, read as a little-endian number.
  package let high: UInt64

  /// Makes a hash of its two halves.
  package init(low: UInt64, high: UInt64) {
    self.low = low
    self.high = high
  }
}
