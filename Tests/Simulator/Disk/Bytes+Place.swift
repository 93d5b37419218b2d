extension [UInt8] {
  /// Copies `source` to `offset`, filling a gap before it with zeros and growing as needed.
  mutating func place(_ source: UnsafeRawBufferPointer, at offset: Int) {
    if offset > count { append(contentsOf: repeatElement(0, count: offset - count)) }
    let inside = Swift.min(source.count, count - offset)
    if inside > 0 {
      withUnsafeMutableBytes { target in
        UnsafeMutableRawBufferPointer(rebasing: target[offset..<offset + inside])
          .copyMemory(from: UnsafeRawBufferPointer(rebasing: source[..<inside]))
      }
    }
    if inside < source.count { append(contentsOf: source[inside...]) }
  }
}
