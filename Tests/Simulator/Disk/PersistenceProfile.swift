/// How one crash treats what was not synced.
package struct PersistenceProfile: Sendable, Equatable {
  /// The fate of the bytes.
  package var data: DataFate
  /// The fate of the names.
  package var names: NameFate
  /// What lost bytes at the end of a file leave behind.
  package var tail: LostTail
  /// What is kept or lost as a whole, in bytes: a sector of a disk, or a page of the cache.
  package var grain = 512

  /// A profile of the given fates.
  package init(data: DataFate, names: NameFate, tail: LostTail = .absent) {
    self.data = data
    self.names = names
    self.tail = tail
  }

  /// Only what was synced is left.
  package static let nothing = PersistenceProfile(data: .nothing, names: .nothing)

  /// Everything happened to be written back in time.
  package static let everything = PersistenceProfile(data: .everything, names: .everything)

  /// Draws anything POSIX allows. Bytes and names are drawn apart, for a journal may be far ahead
  /// of the data or far behind it.
  package static func drawn(using generator: inout SeededGenerator) -> PersistenceProfile {
    let data: DataFate =
      switch generator.below(8) {
      case 0, 1: .nothing
      case 2: .everything
      case 3, 4: .prefix
      default: .subset
      }
    let names: NameFate =
      switch generator.below(4) {
      case 0: .nothing
      case 1: .everything
      default: .prefix
      }
    let tail: LostTail =
      switch generator.below(8) {
      case 0: .garbage
      case 1, 2: .zeros
      default: .absent
      }
    var profile = PersistenceProfile(data: data, names: names, tail: tail)
    if generator.chance(1, in: 3) { profile.grain = 4096 }
    return profile
  }
}
