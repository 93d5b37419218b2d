/// What every simulated payload carries. An array in JSON, because the order of the members of an
/// object is another in every process.
struct Freight: Codable, Sendable {
  let serial: Int
  let padding: String

  /// The freight of a task; its padding follows from its number.
  init(serial: Int, paddingCount: Int) {
    self.serial = serial
    let letter = Character(UnicodeScalar(UInt8(97 + serial % 26)))
    padding = String(repeating: letter, count: paddingCount)
  }

  init(from decoder: any Decoder) throws {
    var list = try decoder.unkeyedContainer()
    serial = try list.decode(Int.self)
    padding = try list.decode(String.self)
  }

  func encode(to encoder: any Encoder) throws {
    var list = encoder.unkeyedContainer()
    try list.encode(serial)
    try list.encode(padding)
  }
}
