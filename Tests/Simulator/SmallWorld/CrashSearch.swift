import XylemStorage

/// Every crash of small worlds: the process dies, or the power goes, at each call that changes
/// something; and again at each such call of the recovery that follows.
///
/// When the power goes, every subset of what was not synced is tried if there are few pieces, and
/// samples if there are many. When the process dies in a write, every sector of it may be the last
/// one written, and in a frame of the log every byte.
package struct CrashSearch {
  /// The most unsynced sectors and names of which every subset is tried.
  package var piecesMax = 6
  /// How many subsets are tried when there are more.
  package var samples = 12
  /// The distance of the lengths at which frames are torn; around sectors and headers all are.
  package var tearStride = 29
  /// How the power goes before the recovery that is cut short, and inside it.
  package var depth: [PersistenceProfile] = [.nothing, .everything]
  /// Only each of so many calls is followed by crashes inside the recovery.
  package var depthStride = 1
  /// What was tried so far.
  package internal(set) var tally = Tally()
  /// What was reached.
  package internal(set) var marks = Marks()

  /// A search of a size that takes seconds.
  package init() {}

  /// A few of all, for builds without optimisation.
  package static var brief: CrashSearch {
    var search = CrashSearch()
    (search.piecesMax, search.samples, search.tearStride) = (2, 2, 400)
    (search.depth, search.depthStride) = ([.nothing], 5)
    return search
  }

  /// Everything: subsets of up to 11 pieces, 64 samples of more, every byte.
  package static var complete: CrashSearch {
    var search = CrashSearch()
    (search.piecesMax, search.samples, search.tearStride) = (11, 64, 1)
    search.depth.append(PersistenceProfile(data: .subset, names: .prefix, tail: .garbage))
    return search
  }

  /// Tries all crashes of a world.
  ///
  /// - Throws: the first ``Violation``; its step is the number of the call.
  package mutating func run(_ world: SmallWorld) throws(Violation) {
    let calls = try world.lived().mutating
    tally.add("worlds")
    for call in 1...calls + 1 {
      do throws(Violation) { try crash(world, atCall: call, of: calls) } catch {
        throw error.at(step: call, in: world)
      }
    }
  }

  private mutating func crash(
    _ world: SmallWorld, atCall call: Int, of calls: Int
  ) throws(Violation) {
    let player = try world.live(stop: StopPoint(call: call))
    guard player.session.disk.isStopped == (call <= calls) else {
      throw Violation("I20", "a life of \(calls) calls did not stop at call \(call)")
    }
    tally.add("crash points")
    try cutPower(player, call)
    if call.isMultiple(of: depthStride) { try crashInsideRecovery(player) }
    try kill(player)
  }

  /// The process dies here, and at each length of the write under way.
  private mutating func kill(_ player: Player) throws(Violation) {
    try check(player.crashed(.processKill, nil))
    guard let torn = player.session.disk.torn else { return }
    for length in lengths(of: torn) where length > torn.kept {
      torn.keep(length)
      tally.add("torn writes")
      try check(player.crashed(.processKill, nil))
    }
  }

  /// The lengths at which a write is torn: at each sector, and a frame at each byte.
  private func lengths(of torn: TornWrite) -> [Int] {
    let ends = torn.sectorEnds
    guard torn.bytes.starts(with: Self.frameMagic) else { return ends }
    let count = torn.bytes.count
    return (1...count).filter { length in
      length <= 65 || length >= count - 9 || length.isMultiple(of: tearStride)
        || ends.contains { abs($0 - length) < 2 }
    }
  }

  /// How a frame of the log begins.
  private static let frameMagic = Array("XFR1".utf8)

  private mutating func cutPower(_ player: Player, _ call: Int) throws(Violation) {
    for profile in profiles(of: player.session.disk, seed: UInt64(call)) {
      tally.add("power cuts")
      try check(player.crashed(.powerCut, profile))
    }
  }

  /// Every subset of the unsynced sectors and names, or samples; with each trace that lost bytes
  /// at the end of a file may leave.
  private func profiles(of disk: VirtualFileSystem, seed: UInt64) -> [PersistenceProfile] {
    let (sectors, names) = (disk.unsyncedSectors, disk.unsyncedNames)
    let tails: [LostTail] = disk.hasUnsyncedGrowth ? [.absent, .zeros, .garbage] : [.absent]
    guard sectors + names <= piecesMax else { return sampled(seed, tails) }
    return (0..<UInt64(1) << UInt64(sectors + names)).flatMap { mask in
      tails.map {
        PersistenceProfile(
          data: .chosen(mask & ((1 << UInt64(sectors)) - 1)),
          names: .chosen(mask >> UInt64(sectors)), tail: $0)
      }
    }
  }

  private func sampled(_ seed: UInt64, _ tails: [LostTail]) -> [PersistenceProfile] {
    var draw = SeededGenerator(seed: seed)
    let ends = [PersistenceProfile.nothing, .everything]
    return ends
      + (0..<samples).map { index in
        PersistenceProfile(
          data: index.isMultiple(of: 4) ? .prefix : .subset, names: .chosen(draw.next()),
          tail: tails[index % tails.count])
      }
  }
}

extension Violation {
  /// The violation with the place where it was found.
  func at(step: Int, in world: SmallWorld, _ fault: String = "crash") -> Violation {
    var violation = Violation(invariant, "\(world.name), call \(step), \(fault): \(words)")
    violation.step = step
    return violation
  }
}
