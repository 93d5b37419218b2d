import Simulator

/// Makes hostile inputs from valid ones.
package struct Mutator {
  private var generator: SeededGenerator

  /// Values at which lengths, indices and sums go wrong.
  private static let edges: [UInt64] = [
    0, 1, 2, 3, 7, 8, 63, 64, 127, 128, 255, 256, 4095, 4096, 0x7fff, 0xffff, 0x10000, 0xf_ffff,
    0xff_ffff, 0x7fff_ffff, 0x8000_0000, 0xffff_fffe, 0xffff_ffff, 1 << 47, 1 << 48 - 1, 1 << 48,
    1 << 56 - 1, 1 << 63 - 1, 1 << 63, .max - 1, .max,
  ]

  /// Inputs that depend on the numbers of `generator` alone.
  package init(generator: SeededGenerator) {
    self.generator = generator
  }

  /// A seed with one to six changes, or now and then noise.
  package mutating func input(from seeds: [[UInt8]]) -> [UInt8] {
    if seeds.isEmpty || generator.chance(1, in: 200) { return noise(generator.below(600)) }
    var bytes = seeds[generator.below(seeds.count)]
    for _ in 0...generator.below(6) { change(&bytes, seeds) }
    return bytes
  }

  private mutating func change(_ bytes: inout [UInt8], _ seeds: [[UInt8]]) {
    guard !bytes.isEmpty else { return bytes = noise(generator.below(64)) }
    switch generator.below(16) {
    case 0...3: bytes[generator.below(bytes.count)] ^= 1 << UInt8(generator.below(8))
    case 4...5: bytes[generator.below(bytes.count)] = UInt8(truncatingIfNeeded: edge())
    case 6...9: overwrite(&bytes, edge(), width: 4)
    case 10: overwrite(&bytes, edge(), width: 8)
    case 11: nudge(&bytes)
    case 12: if generator.chance(1, in: 3) { bytes.removeLast(generator.below(bytes.count)) }
    case 13: bytes.removeSubrange(range(in: bytes, atMost: 64))
    case 14: copy(from: bytes, to: &bytes)
    default: copy(from: seeds[generator.below(seeds.count)], to: &bytes)
    }
  }

  private mutating func edge() -> UInt64 {
    generator.chance(1, in: 6) ? generator.next() : Self.edges[generator.below(Self.edges.count)]
  }

  private mutating func noise(_ count: Int) -> [UInt8] {
    (0..<count).map { _ in UInt8(truncatingIfNeeded: generator.next()) }
  }

  private mutating func overwrite(_ bytes: inout [UInt8], _ value: UInt64, width: Int) {
    let place = self.place(in: bytes)
    for index in 0..<width where place + index < bytes.count {
      bytes[place + index] = UInt8(truncatingIfNeeded: value >> UInt64(8 * index))
    }
  }

  /// Adds or takes a little: lengths and indices that are nearly right.
  private mutating func nudge(_ bytes: inout [UInt8]) {
    let place = self.place(in: bytes)
    bytes[place] = bytes[place] &+ UInt8(truncatingIfNeeded: generator.below(9) - 4)
  }

  /// Mostly a multiple of four from the second byte on, where numbers are in most inputs.
  private mutating func place(in bytes: [UInt8]) -> Int {
    let place = generator.below(bytes.count)
    return generator.chance(1, in: 4) ? place : min(place & ~3, bytes.count - 1)
  }

  private mutating func range(in bytes: [UInt8], atMost count: Int) -> Range<Int> {
    let start = generator.below(bytes.count)
    return start..<min(bytes.count, start + 1 + generator.below(count))
  }

  /// Puts a piece of `source` somewhere, over what is there or between.
  private mutating func copy(from source: [UInt8], to bytes: inout [UInt8]) {
    guard !source.isEmpty else { return }
    let piece = source[range(in: source, atMost: 96)]
    let start = place(in: bytes)
    let isInserted = generator.chance(1, in: 3)
    let end = isInserted ? start : min(bytes.count, start + piece.count)
    bytes.replaceSubrange(start..<end, with: piece)
  }
}
