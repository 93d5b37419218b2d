/// The decisions of one crash, handed from file to file.
struct CrashDraw {
  let profile: PersistenceProfile
  var generator: SeededGenerator
  /// The number of sectors decided so far, for ``DataFate/chosen(_:)``.
  private var sector: UInt64 = 0
  /// The number of name changes decided so far, for ``NameFate/chosen(_:)``.
  private var name: UInt64 = 0

  init(_ profile: PersistenceProfile, generator: SeededGenerator) {
    self.profile = profile
    self.generator = generator
  }

  /// Whether the next sector is kept by the mask.
  mutating func chosen(by mask: UInt64) -> Bool {
    defer { sector += 1 }
    return sector < 64 && mask & (1 << sector) != 0
  }

  /// Which of `count` name changes, oldest first, are kept.
  mutating func keptNames(of count: Int) -> [Bool] {
    switch profile.names {
    case .nothing: return first(0, of: count)
    case .everything: return first(count, of: count)
    case .prefix: return first(generator.below(count + 1), of: count)
    case .first(let kept): return first(kept, of: count)
    case .chosen(let mask):
      defer { name += UInt64(count) }
      return (name..<name + UInt64(count)).map { $0 < 64 && mask & (1 << $0) != 0 }
    }
  }

  private func first(_ kept: Int, of count: Int) -> [Bool] {
    (0..<count).map { $0 < kept }
  }
}
