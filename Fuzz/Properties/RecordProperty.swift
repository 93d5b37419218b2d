import XylemCore

/// Decoding a record never traps, and what it accepts encodes to the same bytes.
enum RecordProperty {
  static func make() -> Property {
    Property(name: "record", seeds: SampleRecords.encoded()) { input in
      let source = Repair.record(input)
      return try source.withUnsafeBytes { bytes in
        guard let decoded = try? RecordCoder.decode(bytes) else { return false }
        try compare(decoded)
        return true
      }
    }
  }

  /// Varints may be longer than needed in hostile bytes, so the second round is what must agree.
  private static func compare(_ decoded: RecordCoder.Decoded) throws {
    let once = encode(decoded)
    try once.withUnsafeBytes { bytes in
      let again = try RecordCoder.decode(bytes)
      guard again.record == decoded.record, again.bytes.elementsEqual(decoded.bytes) else {
        throw Property.Broken("\(decoded.record) became \(again.record)")
      }
      guard encode(again) == once else { throw Property.Broken("two encodings of one record") }
    }
  }

  private static func encode(_ decoded: RecordCoder.Decoded) -> [UInt8] {
    var writer = ByteWriter()
    _ = RecordCoder.encode(decoded.record, carrying: decoded.bytes, into: &writer)
    return Array(writer.bytes)
  }
}
