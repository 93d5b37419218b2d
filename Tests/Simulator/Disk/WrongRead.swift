/// Makes one read give back a bit that is not what the medium holds; the next one is right.
package struct WrongRead: Sendable {
  /// The number of the read, counted from 1 since the last reset of the counters.
  package var number: Int
  /// Which bit is wrong, modulo the bits that were read.
  package var bit: Int

  /// Spoils bit `bit` of read `number`.
  package init(number: Int, bit: Int) {
    self.number = number
    self.bit = bit
  }
}
