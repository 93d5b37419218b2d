import Testing
import XylemCore

@Suite("The bytes of a store's identity")
struct StoreIdentityTests {
  private static let checksumPlace = 508

  private static func identity(
    namespace: String = "orders", environment: String = "größe"
  ) -> StoreIdentity {
    StoreIdentity(
      id: StoreID(first: .max, second: 3), segmentBytes: 64 << 20, madeAt: 1_700_000_000_000,
      namespace: namespace, environment: environment)
  }

  private func encode(_ identity: StoreIdentity = identity()) -> [UInt8] {
    ByteWriter.bytes { identity.encode(into: &$0) }
  }

  private func decode(_ bytes: [UInt8]) throws -> StoreIdentity {
    try bytes.withUnsafeBytes { try StoreIdentity(decoding: $0) }
  }

  @Test("What was written is read")
  func roundTrip() throws {
    #expect(encode().count == StoreIdentity.bytes)
    #expect(try decode(encode()) == Self.identity())
  }

  @Test("The longest names fit")
  func longestNames() throws {
    let name = String(repeating: "x", count: Limits.nameBytesMax)
    let identity = Self.identity(namespace: name, environment: name)
    #expect(encode(identity).count == StoreIdentity.bytes)
    #expect(try decode(encode(identity)) == identity)
  }

  @Test("Every bit that is turned over is noticed")
  func flips() {
    for bytes in encode().flippingEachBit() {
      #expect(throws: FormatError.self) { try decode(bytes) }
    }
  }

  @Test("A file of another length is refused")
  func truncations() {
    for bytes in encode().truncations {
      #expect(throws: FormatError.truncated) { try decode(bytes) }
    }
    #expect(throws: FormatError.truncated) { try decode(encode() + [0]) }
  }

  @Test("A later version and an unknown feature are told from damage")
  func newer() {
    var later = encode()
    later.forge([0xff, 0xff], at: 8, checksumAt: Self.checksumPlace)
    #expect(throws: FormatError.newerVersion(.max)) { try decode(later) }
    var featured = encode()
    featured.forge([1], at: 12, checksumAt: Self.checksumPlace)
    #expect(throws: FormatError.newerVersion(1)) { try decode(featured) }
  }

  @Test("Names without a meaning are refused")
  func badNames() {
    var empty = encode()
    empty.forge([0], at: 48, checksumAt: Self.checksumPlace)
    #expect(throws: FormatError.invalid("name")) { try decode(empty) }
    var control = encode()
    control.forge([7], at: 49, checksumAt: Self.checksumPlace)
    #expect(throws: FormatError.invalid("name")) { try decode(control) }
    var brokenText = encode()
    brokenText.forge([0xff], at: 49, checksumAt: Self.checksumPlace)
    #expect(throws: FormatError.invalid("name")) { try decode(brokenText) }
  }
}
