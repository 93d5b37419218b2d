import Testing
import XylemCore

@Suite("The bytes of records")
struct RecordCoderTests {
  private func encode(_ record: Record, carrying bytes: [UInt8] = []) -> [UInt8] {
    ByteWriter.bytes { writer in
      _ = bytes.withUnsafeBytes { RecordCoder.encode(record, carrying: $0, into: &writer) }
    }
  }

  /// What `bytes` mean, or why they mean nothing.
  private func decode(
    _ bytes: [UInt8]
  ) -> Result<(record: Record, bytes: [UInt8], length: Int), FormatError> {
    bytes.withUnsafeBytes { source in
      do throws(FormatError) {
        let decoded = try RecordCoder.decode(source)
        return .success((decoded.record, [UInt8](decoded.bytes), decoded.length))
      } catch {
        return .failure(error)
      }
    }
  }

  private func isRefused(_ bytes: [UInt8]) -> Bool {
    if case .failure = decode(bytes) { return true }
    return false
  }

  @Test("Every kind of record is among the samples")
  func samples() {
    let kinds = Set(SampleRecords.all.map { encode($0)[0] })
    #expect(kinds == Set(RecordKind.allCases.map(\.rawValue)))
  }

  @Test("What was written is read, whatever follows")
  func roundTrip() throws {
    for record in SampleRecords.all {
      let bytes = encode(record)
      let decoded = try decode(bytes + [0xff, 0x01]).get()
      #expect(decoded.record == record)
      #expect(decoded.bytes.isEmpty)
      #expect(decoded.length == bytes.count)
    }
  }

  @Test("Bytes are carried", arguments: [1, 127, 128, 16_383, 16_384, Limits.payloadBytesMax])
  func carriedBytes(count: Int) throws {
    var generator = SplitMix64(seed: UInt64(count))
    let payload = (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    for record in SampleRecords.carrying.prefix(4) {
      let decoded = try decode(encode(record, carrying: payload)).get()
      #expect(decoded.record == record)
      #expect(decoded.bytes == payload)
    }
  }

  @Test("The checksum covers the header and all bytes of a record that carries some")
  func flips() {
    for record in SampleRecords.carrying {
      for payload in [[], [0], [UInt8](0..<40)] {
        let bytes = encode(record, carrying: payload)
        let accepted = bytes.flippingEachBit().filter { !isRefused($0) }
        #expect(accepted.isEmpty, "\(record) carrying \(payload.count) bytes")
        // A length that was raised by a flip must not reach what follows in the log.
        let followed = bytes.flippingEachBit().filter { !isRefused($0 + bytes + bytes) }
        #expect(followed.isEmpty, "\(record) carrying \(payload.count) bytes, with more behind it")
      }
    }
  }

  @Test("A record that is cut short is refused")
  func truncations() {
    for record in SampleRecords.all {
      let bytes = encode(record, carrying: SampleRecords.carries(record) ? [1, 2, 3] : [])
      let accepted = bytes.truncations.filter { !isRefused($0) }
      #expect(accepted.isEmpty, "\(record)")
    }
  }

  @Test("Random bytes are refused or mean something, and never trap")
  func randomBytes() {
    var generator = SplitMix64(seed: 1)
    var meaningful = 0
    for _ in 0..<100_000 where !isRefused(Self.plausibleBytes(&generator)) { meaningful += 1 }
    // Bytes that are always refused at the first field would prove little.
    #expect(meaningful > 1000)
  }

  /// Mostly small numbers, mostly a header that is right: that gets furthest.
  private static func plausibleBytes(_ generator: inout SplitMix64) -> [UInt8] {
    var bytes = (0..<Int.random(in: 0...48, using: &generator)).map { _ in
      let byte = UInt8(truncatingIfNeeded: generator.next())
      return generator.oneIn(3) ? byte : byte % 5
    }
    guard bytes.count >= 4, !generator.oneIn(10) else { return bytes }
    let length = generator.oneIn(2) ? bytes.count : Int.random(in: 4...12, using: &generator)
    bytes.replaceSubrange(0..<4, with: [bytes[0] % 21, UInt8(length), 0, 0])
    return bytes
  }

  @Test("Every byte counts: a record that is longer than its fields is refused")
  func longerThanItsFields() {
    for record in SampleRecords.all where !SampleRecords.carries(record) {
      var bytes = encode(record) + [0]
      bytes[1] += 1
      #expect(isRefused(bytes), "\(record)")
    }
  }
}
