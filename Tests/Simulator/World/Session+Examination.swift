import XylemCore
import XylemStorage

/// Verifying and salvaging copies of the disk.
extension Session {
  private static let salvaged = "salvaged"
  /// Far from the seeds of the session's own openings, which must not change because somebody
  /// looks.
  private static let examinationSeed: UInt64 = 1 << 40

  /// A store in which nothing is damaged is sound, however it ended, and its salvage is the store.
  func checkSoundness() throws(Violation) {
    let image = disk.clone()
    image.faults = StorageFaults()
    let before = image.files()
    let report = try verified(image, "a healthy store")
    guard report.isSound else {
      throw Violation(
        "I12", "a healthy store is called damaged: \(report.damages) \(report.refusal as Any)")
    }
    marks.reach(.verifiedSound)
    let salvage = try salvaged(image, "a healthy store")
    try checkUnchanged(before, image)
    guard salvage.losses.isEmpty else {
      throw Violation("I1", "salvage of a healthy store lost \(salvage.losses)")
    }
    let (old, new) = (try seen(image, Self.path), try seen(image, Self.salvaged))
    try checkTasks(old, new, salvage) { _ in true }
    marks.reach(.salvagedWhole)
  }

  /// Damage that a checksum covers is reported; what it leaves intact is salvaged, and nothing
  /// else.
  func checkExamination(of damaged: VirtualFileSystem, _ damage: Damage) throws(Violation) {
    let image = damaged.clone()
    let before = image.files()
    let healthy = disk.clone()
    healthy.faults = StorageFaults()
    let covered = CoveredBytes(healthy)
    let size = healthy.contents(damage.path)?.count ?? 0
    let range = damage.range(in: size)
    let isChanged = healthy.contents(damage.path) != image.contents(damage.path)
    let report = try verified(image, "\(damage)")
    let isUnproven = covered.isUnproven(damage.path, range)
    if report.isSound, isChanged, covered.covers(damage.path, range), !isUnproven,
      !damage.isBlankedHeader
    {
      throw Violation("I12", "verify does not see \(damage)")
    }
    marks.reach(.verifiedDamaged, if: !report.isSound)
    if report.isSound, isChanged, try hurts(damage, image, healthy) {
      throw Violation("I12", "verify does not see \(damage) in a record that is needed")
    }
    let salvage = try salvaged(image, "\(damage)")
    try checkUnchanged(before, image)
    if isUnproven { return }
    let (old, new) = (try seen(healthy, Self.path), try seen(image, Self.salvaged))
    try checkTasks(old, new, salvage) { place in
      damage.spares(place, inFrame: covered.frame(damage.path, range.lowerBound))
    }
    marks.reach(.salvagedInDoubt, if: salvage.losses.contains { $0.reason == .inDoubt })
    marks.reach(.salvagedWithLoss, if: salvage.losses.contains { $0.reason == .unreadable })
  }

  /// Whether a record in a cold segment that a task needs is not what it was.
  private func hurts(
    _ damage: Damage, _ image: VirtualFileSystem, _ healthy: VirtualFileSystem
  ) throws(Violation) -> Bool {
    guard damage.path.contains("/segments/c") else { return false }
    let before = healthy.contents(damage.path) ?? []
    let after = image.contents(damage.path) ?? []
    let tasks = try seen(healthy, Self.path).0.tasks
    let places = tasks.map(\.snapshot.location) + tasks.compactMap(\.snapshot.reason)
    return places.contains { place in
      guard damage.path.hasSuffix(StoreFileName.segmentPath(place.segment)) else { return false }
      let record = Int(place.offset)..<Int(place.offset + place.length)
      return record.upperBound > after.count || before[record] != after[record]
    }
  }

  private func verified(
    _ image: VirtualFileSystem, _ what: String
  ) throws(Violation) -> VerificationReport {
    do throws(StoreError) { return try Verification.run(image, Self.path) } catch {
      throw Violation("I12", "verify of \(what) throws \(error)")
    }
  }

  private func salvaged(
    _ image: VirtualFileSystem, _ what: String
  ) throws(Violation) -> SalvageReport {
    let name = Salvage.Name(namespace: "default", environment: "development")
    let entropy = SeededEntropySource(seed: entropySeed &+ Self.examinationSeed)
    do throws(StoreError) {
      return try Salvage.run(
        image, Self.path, into: Self.salvaged, name: name, entropy: entropy)
    } catch {
      throw Violation("I12", "salvage of \(what) throws \(error)")
    }
  }

  private func checkUnchanged(
    _ before: [(path: String, bytes: [UInt8])], _ image: VirtualFileSystem
  ) throws(Violation) {
    let after = image.files().filter { !$0.path.hasPrefix(Self.salvaged) }
    guard before.elementsEqual(after, by: { $0.path == $1.path && $0.bytes == $1.bytes }) else {
      throw Violation("I14", "looking at a store changed it")
    }
  }

  private func seen(
    _ image: VirtualFileSystem, _ path: String
  ) throws(Violation) -> (Observation, StoreID) {
    let entropy = SeededEntropySource(seed: entropySeed &+ Self.examinationSeed &+ 1)
    do throws(StoreError) {
      let engine = try Engine.open(image, path, options, time: time, entropy: entropy)
      defer { engine.abandon() }
      return (try Observation(engine), engine.identity.id)
    } catch {
      throw Violation("I12", "\(path) does not open: \(error)")
    }
  }
}
