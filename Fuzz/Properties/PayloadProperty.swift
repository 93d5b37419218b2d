import Xylem

/// Bytes that are no payload are refused; those that are come back as the same value.
enum PayloadProperty {
  /// A payload of every shape that JSON has.
  private struct Sample: Codable, Equatable {
    var text: String
    var count: Int64?
    var parts: [String: [UInt8]]?
    var ratio: Double?
    var isUrgent: Bool?
    var inner: [Sample]?
  }

  static func make() -> Property {
    let seeds = [
      #"{"text":"a"}"#, #"{"text":"\u00fc \ud83c\udf33","count":-9223372036854775808}"#,
      #"{"text":"","parts":{"a":[0,255],"b":[]},"ratio":1e-300,"isUrgent":true}"#,
      #"{"text":"x","inner":[{"text":"y","inner":[]},{"text":"\\\"\/\n"}]}"#,
    ].map { Array($0.utf8) }
    return Property(name: "payload", seeds: seeds) { input in
      guard let value = try? PayloadCoder.decode(Sample.self, from: input) else { return false }
      let bytes = try PayloadCoder.encode(value)
      guard try PayloadCoder.decode(Sample.self, from: bytes) == value else {
        throw Property.Broken("\(value) does not come back")
      }
      return true
    }
  }
}
