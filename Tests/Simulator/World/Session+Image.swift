import XylemCore
import XylemStorage

/// What is tried on copies of the disk, so that the run itself goes on undisturbed.
extension Session {
  /// Recovers a copy of what was just recovered: the same state, and not a byte changed besides the
  /// new epoch's frame.
  func checkIdempotence() throws(Violation) {
    let image = disk.clone()
    image.faults = StorageFaults()
    let before = image.files()
    let second = try lookOnce(image)
    guard second.epoch > epoch else { throw Violation("I6", "an epoch came twice") }
    let opening = ModelClock.opening(time, after: ledger.live.time)
    guard second.time == opening else { throw Violation("I17", "opened at \(second.time)") }
    var expected = ledger.live
    expected.open(at: opening)
    _ = expected.tick(at: opening)
    if let words = expected.difference(from: second) {
      throw Violation("I10", "the second recovery found something else: \(words)")
    }
    // Segment header, seal and frame at most, wherever the log goes on.
    let changed = Self.changedBytes(before, image.files())
    guard changed <= 512 + 64 + 192 else {
      throw Violation("I10", "the second recovery changed \(changed) bytes")
    }
  }

  private func lookOnce(_ image: VirtualFileSystem) throws(Violation) -> Observation {
    guard let engine = try opened(image, mustOpen: true) else {
      throw Violation("I10", "cannot be opened")
    }
    defer {
      engine.abandon()
      image.processKill()
    }
    do throws(StoreError) { return try Observation(engine) } catch {
      throw Violation("I10", "cannot be seen: \(error)")
    }
  }

  /// How many bytes were written that differ from those before; zeros count for nothing, because
  /// prepared segments are made of them.
  static func changedBytes(
    _ before: [(path: String, bytes: [UInt8])], _ after: [(path: String, bytes: [UInt8])]
  ) -> Int {
    let old = Dictionary(
      before.map { ($0.path, $0.bytes) }, uniquingKeysWith: { first, _ in first })
    return after.reduce(0) { sum, file in
      sum + file.bytes.countOfChanges(from: old[file.path] ?? [])
    }
  }

  /// Damages a copy of the disk: the damage is reported, or it does no harm; nothing is deleted.
  func checkRot(floor: Int, _ draw: inout SeededGenerator) throws(Violation) {
    let image = disk.clone()
    image.faults = StorageFaults()
    guard let damage = Damage.drawn(image, &draw) else { return }
    damage.apply(to: image)
    if isExamining { try checkExamination(of: image, damage) }
    let isInLog = damage.isInLog
    try examine(image, damage, floor: isInLog ? min(floor, ledger.marked) : floor)
  }

  /// Opens a damaged image and compares what can be read of it.
  func examine(
    _ image: VirtualFileSystem, _ damage: Damage, floor: Int
  ) throws(Violation) {
    let before = image.files()
    let seen: Observation
    do throws(StoreError) { seen = try look(atDamaged: image) } catch {
      return try checkReport(error, damage, before, image.files())
    }
    if let broken = seen.brokenInvariant { throw Violation("I9", "after \(damage): \(broken)") }
    do throws(Violation) {
      _ = try match(
        seen, floor: floor, walls: [time.wallMilliseconds()], allowsDamage: true)
    } catch { throw Violation("I12", "after \(damage): \(error.words)") }
    marks.reach(seen.hasUnreadable ? .bitRotUnreadable : .bitRotHarmless)
    marks.reach(.newestCheckpointLost, if: damage.isSurvivable)
  }

  private func look(atDamaged image: VirtualFileSystem) throws(StoreError) -> Observation {
    openings += 1
    engineSteps += 1
    let entropy = SeededEntropySource(seed: entropySeed &+ openings)
    let engine = try Engine.open(image, Self.path, options, time: time, entropy: entropy)
    defer { engine.abandon() }
    marks.reach(.checkpointSkipped, if: !engine.report.skippedCheckpoints.isEmpty)
    return try Observation(engine)
  }

  private func checkReport(
    _ error: StoreError, _ damage: Damage, _ before: [(path: String, bytes: [UInt8])],
    _ after: [(path: String, bytes: [UInt8])]
  ) throws(Violation) {
    switch error {
    case .corrupt, .newerFormat: break
    default: throw Violation("I12", "\(damage) is reported as \(error)")
    }
    guard !damage.isSurvivable else {
      throw Violation("I11", "\(damage) keeps the store from opening: \(error)")
    }
    marks.reach(damage.isWide ? .sectorRotRefused : .bitRotRefused)
    let kept = before.filter { !$0.path.hasSuffix("/lock") }
    let left = after.filter { !$0.path.hasSuffix("/lock") }
    let isUnchanged = kept.elementsEqual(left) { old, new in
      old.path == new.path && old.bytes.isSame(as: new.bytes)
    }
    guard isUnchanged else {
      throw Violation("I14", "a refused opening changed the store after \(damage)")
    }
  }
}
