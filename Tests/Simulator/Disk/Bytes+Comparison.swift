/// Comparisons of whole files, eight bytes at a time: a simulation spends much of its time here.
extension [UInt8] {
  /// Whether both hold the same bytes.
  func isSame(as other: [UInt8]) -> Bool {
    guard count == other.count else { return false }
    return withUnsafeBytes { left in
      other.withUnsafeBytes { right in
        left.baseAddress == right.baseAddress || Self.firstDifference(left, right) == left.count
      }
    }
  }

  /// The length without the zeros at the end.
  var usedLength: Int {
    withUnsafeBytes { bytes in
      var end = bytes.count
      while end >= 8, bytes.loadUnaligned(fromByteOffset: end - 8, as: UInt64.self) == 0 {
        end -= 8
      }
      while end > 0, bytes[end - 1] == 0 { end -= 1 }
      return end
    }
  }

  /// How many bytes differ from those of `old`, if they are not zero.
  func countOfChanges(from old: [UInt8]) -> Int {
    if isSame(as: old) { return 0 }
    return withUnsafeBytes { new in
      old.withUnsafeBytes { old in
        var count = 0
        var place = 0
        while place < new.count {
          place = Self.firstDifference(new, old, from: place)
          guard place < new.count else { break }
          if new[place] != 0 { count += 1 }
          place += 1
        }
        return count
      }
    }
  }

  /// Where `left` first differs from `right` at or after `start`; its length when it does not.
  private static func firstDifference(
    _ left: UnsafeRawBufferPointer, _ right: UnsafeRawBufferPointer, from start: Int = 0
  ) -> Int {
    let common = Swift.min(left.count, right.count)
    var place = start
    while place + 8 <= common,
      left.loadUnaligned(fromByteOffset: place, as: UInt64.self)
        == right.loadUnaligned(fromByteOffset: place, as: UInt64.self)
    {
      place += 8
    }
    while place < common, left[place] == right[place] { place += 1 }
    return place
  }
}
