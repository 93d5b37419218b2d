#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// How payloads and outputs become bytes: JSON, with the standard settings of Foundation.
///
/// Coders are made once; they are safe to use from any thread as long as nobody changes them.
package enum PayloadCoder {
  private static let encoder = {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .withoutEscapingSlashes
    return encoder
  }()
  private static let decoder = JSONDecoder()

  /// The bytes of `value`.
  ///
  /// - Throws: `EncodingError`, or what the value's own `encode(to:)` throws.
  package static func encode(_ value: some Encodable) throws -> [UInt8] {
    Array(try encoder.encode(value))
  }

  /// The value that `bytes` hold; whatever they are, nothing traps.
  ///
  /// - Throws: `DecodingError`, or what the value's own `init(from:)` throws.
  package static func decode<Value: Decodable>(
    _ type: Value.Type, from bytes: [UInt8]
  ) throws -> Value {
    try decoder.decode(type, from: Data(bytes))
  }
}
