import XylemCore
import XylemStorage

/// What became of a damaged store, and whether that is allowed.
extension DamageSearch {
  /// What a file of the store is.
  func kind(of path: String) -> String {
    if path.contains("/checkpoints") { return "checkpoint" }
    guard path.contains("/segments") else { return path.hasSuffix("/lock") ? "lock" : "identity" }
    let bytes = session.disk.contents(path) ?? []
    if bytes.starts(with: Array("XYLEMSEG".utf8)) { return bytes[76] == 0 ? "segment" : "recycled" }
    return bytes.isEmpty ? "segment folder" : "prepared"
  }

  /// How many events must be there in spite of the damage.
  private func floor(_ damage: Damage) -> Int {
    guard ["segment", "recycled"].contains(kind(of: damage.path)) else { return store.all }
    guard let range = damage.range else { return store.marked }
    return store.proven(besides: range, of: damage.path)
  }

  /// Opens the damaged store and tells what came of it.
  func outcome(
    of damage: Damage, _ image: VirtualFileSystem, isFollowed: Bool
  ) throws(Violation) -> String {
    let before = image.files()
    let seen: Observation
    let report: RecoveryReport
    do throws(StoreError) {
      let engine = try open(image)
      defer { engine.abandon() }
      (seen, report) = (try Observation(engine), engine.report)
    } catch {
      return try refusal(error, of: damage, before, image.files())
    }
    if let broken = seen.brokenInvariant { throw Violation("I9", "after \(damage): \(broken)") }
    let isWhole = try isWhole(seen, damage)
    try checkSegments(of: damage, before, image.files())
    if isFollowed, !seen.hasUnreadable { try checkLife(on: image, after: damage) }
    if !isWhole { return try loss(after: damage, isReported: report.cut != nil) }
    if seen.hasUnreadable { return "unreadable payload" }
    return report.skippedCheckpoints.isEmpty ? "equal" : "equal without the checkpoint"
  }

  /// A lost end of the log is reported, unless what is left of it cannot be told from an end:
  /// zeros, or in a recycled file anything.
  private func loss(after damage: Damage, isReported: Bool) throws(Violation) -> String {
    if isReported { return "cut" }
    switch damage.form {
    case .zeros, .exchange, .cut: break
    default:
      guard kind(of: damage.path) == "recycled" else {
        throw Violation("I12", "\(damage) cost the end of the log in silence")
      }
    }
    return "shorter in silence"
  }

  /// Whether everything is there; it must be unless the damage may cost something.
  private func isWhole(_ seen: Observation, _ damage: Damage) throws(Violation) -> Bool {
    if (try? match(seen, from: store.all)) != nil { return true }
    do throws(Violation) { try match(seen, from: floor(damage)) } catch {
      throw Violation("I12", "after \(damage): \(error.words)")
    }
    return false
  }

  private func match(_ seen: Observation, from floor: Int) throws(Violation) {
    _ = try session.match(
      seen, floor: floor, walls: [session.time.wallMilliseconds()], allowsDamage: true)
  }

  private func open(_ image: VirtualFileSystem) throws(StoreError) -> Engine {
    let entropy = SeededEntropySource(seed: 77)
    return try Engine.open(
      image, Session.path, session.options, time: session.time, entropy: entropy)
  }

  private func refusal(
    _ error: StoreError, of damage: Damage, _ before: [(path: String, bytes: [UInt8])],
    _ after: [(path: String, bytes: [UInt8])]
  ) throws(Violation) -> String {
    let outcome: String
    switch error {
    case .corrupt(let corruption):
      outcome = damage.path.hasSuffix(corruption.file) ? "refused" : "refused for what it broke"
    case .newerFormat: outcome = "refused"
    case .missing where damage.form.isLoss: outcome = "refused"
    default: throw Violation("I12", "\(damage) is reported as \(error)")
    }
    let kept = before.filter { !$0.path.hasSuffix("/lock") }
    let left = after.filter { !$0.path.hasSuffix("/lock") }
    guard kept.elementsEqual(left, by: { $0 == $1 }) else {
      throw Violation("I14", "a refused opening changed the store after \(damage)")
    }
    return outcome
  }

  /// Damage to checkpoints alone never costs a segment.
  private func checkSegments(
    of damage: Damage, _ before: [(path: String, bytes: [UInt8])],
    _ after: [(path: String, bytes: [UInt8])]
  ) throws(Violation) {
    guard kind(of: damage.path) == "checkpoint" else { return }
    let left = Set(after.map(\.path))
    for file in before where kind(of: file.path) == "segment" && !left.contains(file.path) {
      throw Violation("I11", "\(damage) made the opening delete \(file.path)")
    }
  }

  /// The store goes on: two checkpoints later, and after a power cut, nothing more is lost.
  private func checkLife(on image: VirtualFileSystem, after damage: Damage) throws(Violation) {
    image.processKill()
    let life = session.fork(on: image)
    do throws(Violation) {
      try life.recover(
        from: Crashed(
          session: life, floor: floor(damage),
          walls: [
            session.time.wallMilliseconds()
          ]))
      for _ in 0..<3 {
        _ = try life.submit([try Draft(bytes: 4000).command], .single, .synced)
        life.engine?.requestCheckpoint()
        try life.commit()
        try life.maintain()
      }
      try life.checkStability()
      try life.checkUse()
    } catch { throw Violation("I12", "in the life after \(damage): \(error.words)") }
  }
}

extension Damage.Form {
  /// What it is called in tables.
  var name: String {
    switch self {
    case .flip, .spareCheckpoint: "bit flipped"
    case .cut: "cut short"
    case .zeros: "sector zeroed"
    case .garbage: "sector garbled"
    case .exchange: "sectors exchanged"
    case .growth(_, let isGarbage): isGarbage ? "garbage behind" : "zeros behind"
    case .removal: "removed"
    case .emptying: "emptied"
    case .copy: "duplicated"
    case .swap: "swapped with another"
    case .lost: "write lost"
    case .stale: "sector stale"
    case .misdirected: "write misdirected"
    case .masks: "bytes changed"
    }
  }

  /// Whether names may be missing afterwards.
  var isLoss: Bool {
    switch self {
    case .removal, .emptying: true
    default: false
    }
  }

  /// Whether it does nothing when all bytes are as before.
  var changesBytes: Bool { !isLoss }
}
