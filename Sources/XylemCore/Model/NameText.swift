/// The rules that every name obeys: 1 to 128 bytes of UTF-8 without control characters.
///
/// Names are compared byte by byte and never normalised, so two spellings that look alike stay
/// two names. No name ever becomes a path.
package struct NameText: Hashable, Sendable {
  /// The text as given.
  package let text: String

  /// Checks `text`; throws `.invalidName` when it is empty, too long or has control characters.
  package init(_ text: String) throws(Refusal) {
    let bytes = text.utf8
    guard !bytes.isEmpty, bytes.count <= Limits.nameBytesMax else {
      throw .invalidName("a name has 1 to \(Limits.nameBytesMax) bytes, this has \(bytes.count)")
    }
    guard bytes.allSatisfy({ $0 >= 0x20 && $0 != 0x7f }) else {
      throw .invalidName("a name has no control characters")
    }
    self.text = text
  }

  package static func == (left: NameText, right: NameText) -> Bool {
    // Two words that mean the text, or where it is: if they are equal, so are the bytes.
    let words = (
      unsafeBitCast(left.text, to: (UInt64, UInt64).self),
      unsafeBitCast(right.text, to: (UInt64, UInt64).self)
    )
    if words.0 == words.1 { return true }
    var (left, right) = (left.text, right.text)
    return left.withUTF8 { left in
      right.withUTF8 { right in
        UnsafeRawBufferPointer(left).isEqual(to: UnsafeRawBufferPointer(right))
      }
    }
  }

  package func hash(into hasher: inout Hasher) {
    var copy = text
    copy.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
  }
}
