import Simulator

/// Changed bytes in a valid store are reported, or do no harm.
enum FlipsProperty {
  /// An input names the store and the file, a byte each; then, for each change, an offset of three
  /// bytes and a mask.
  static func make() throws -> Property {
    let stores = [try DamageSearch(Specimen.all[3]), try DamageSearch(Specimen.all[6])]
    let seeds: [[UInt8]] = (0..<12).map { file in
      [UInt8(file & 1), UInt8(file >> 1)] + [0, 16, 8, 1, 30, 16, 8, 0x80, 0, 32, 0, 0xff]
    }
    return Property(name: "flips", seeds: seeds, cost: 4) { input in
      guard input.count >= 6 else { return false }
      let changes = stride(from: 2, to: input.count - 3, by: 4).map { start in
        let offset = input[start..<start + 3].reversed().reduce(0) { $0 << 8 | Int($1) }
        return (offset: offset, bits: input[start + 3])
      }
      try stores[Int(input[0] & 1)].change(file: Int(input[1]), changes)
      return true
    }
  }
}
