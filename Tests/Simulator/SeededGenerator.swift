/// SplitMix64: tiny, fast, and the same numbers on every machine for the same seed.
package struct SeededGenerator: RandomNumberGenerator, Sendable {
  private var state: UInt64
  private let tape: [UInt8]
  private var place = 0

  /// Starts the sequence that belongs to `seed`.
  package init(seed: UInt64) {
    state = seed
    tape = []
  }

  /// Takes the top byte of each number from `tape` as long as it lasts, so that a change of one
  /// byte changes one decision. A copy goes on from where the tape stands.
  package init(tape: [UInt8]) {
    state = 0
    self.tape = tape
  }

  /// Goes on with the sequence that belongs to `seed`, unless a tape decides.
  package mutating func restart(seed: UInt64) {
    if tape.isEmpty { state = seed }
  }

  /// Whether there was a tape, and all of it was used.
  package var isTapeSpent: Bool { !tape.isEmpty && place == tape.count }

  /// The next 64 bits of the sequence.
  package mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    mixed ^= mixed >> 31
    guard place < tape.count else { return mixed }
    defer { place += 1 }
    return UInt64(tape[place]) << 56 | mixed >> 8
  }

  /// A number in `0..<bound`. Our own arithmetic, because a seed must mean the same run after an
  /// update of the standard library too. `bound` must be positive.
  package mutating func below(_ bound: Int) -> Int {
    precondition(bound > 0, "nothing is below zero")
    return Int(next().multipliedFullWidth(by: UInt64(bound)).high)
  }

  /// True `numerator` times out of `denominator`.
  package mutating func chance(_ numerator: Int, in denominator: Int) -> Bool {
    below(denominator) < numerator
  }

  /// An independent generator, so that one part of a run does not disturb the draws of another.
  package mutating func fork() -> SeededGenerator {
    SeededGenerator(seed: next())
  }
}
