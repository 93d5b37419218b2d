/// The decisions of one crash, handed from file to file.
struct CrashDraw {
  let profile: PersistenceProfile
  var generator: SeededGenerator
  /// The number of sectors decided so far, for ``DataFate/chosen(_:)``.
  private var sector: UInt64 = 0

  init(_ profile: PersistenceProfile, generator: SeededGenerator) {
    self.profile = profile
    self.generator = generator
  }

  /// Whether the next sector is kept by the mask.
  mutating func chosen(by mask: UInt64) -> Bool {
    defer { sector += 1 }
    return sector < 64 && mask & (1 << sector) != 0
  }

  /// How many of `count` name changes are kept.
  mutating func keptNames(of count: Int) -> Int {
    switch profile.names {
    case .nothing: 0
    case .everything: count
    case .prefix: generator.below(count + 1)
    case .first(let kept): min(kept, count)
    }
  }
}
