extension [UInt8] {
  /// A copy for every bit of `range`, with that bit turned over.
  func flippingEachBit(of range: Range<Int>? = nil) -> some Sequence<[UInt8]> {
    let range = range ?? indices
    return (range.lowerBound * 8..<range.upperBound * 8).lazy.map { bit in
      var copy = self
      copy[bit / 8] ^= 1 << (bit % 8)
      return copy
    }
  }

  /// Every beginning that lacks at least the last byte.
  var truncations: some Sequence<[UInt8]> {
    indices.lazy.map { [UInt8](self[..<$0]) }
  }
}
