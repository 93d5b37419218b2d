extension TaskID: CustomStringConvertible {
  /// The usual text of a UUID: 8-4-4-4-12 lowercase hexadecimal digits.
  public var description: String {
    let digits = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    text.reserveCapacity(36)
    for position in 0..<32 {
      if [8, 12, 16, 20].contains(position) { text.append(UInt8(ascii: "-")) }
      let word = position < 16 ? high : low
      let nibble = Int(truncatingIfNeeded: word >> UInt64(60 - 4 * (position % 16))) & 15
      text.append(digits[nibble])
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// Reads the text that ``description`` makes; `nil` for anything else.
  ///
  /// Upper-case digits are taken as well. Whether a task of that id exists is not checked here.
  public init?(_ text: String) {
    guard text.utf8.count == 36 else { return nil }
    var words: [UInt64] = [0, 0]
    var count = 0
    for (place, byte) in text.utf8.enumerated() {
      if [8, 13, 18, 23].contains(place) {
        guard byte == UInt8(ascii: "-") else { return nil }
        continue
      }
      guard let nibble = Character(UnicodeScalar(byte)).hexDigitValue else { return nil }
      words[count / 16] = words[count / 16] << 4 | UInt64(nibble)
      count += 1
    }
    self.init(high: words[0], low: words[1])
  }
}

extension TaskID: Comparable {
  /// Earlier ids come first; ids of the same millisecond in an arbitrary but fixed order.
  public static func < (left: TaskID, right: TaskID) -> Bool {
    (left.high, left.low) < (right.high, right.low)
  }
}
