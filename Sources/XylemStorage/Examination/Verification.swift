import XylemCore

/// Looks at every byte of a store and changes none.
///
/// Memory grows with the number of tasks, as it does in opening, never with the bytes; a payload is
/// checked and forgotten. O(bytes).
package struct Verification: ~Copyable {
  let examined: ExaminedStore
  var report = VerificationReport()
  /// The first segment that replay from a whole checkpoint needs; 1 without one.
  var neededFrom: UInt32 = 1
  /// Segments whose header was found whole.
  var headed: Set<UInt32> = []

  private init(_ examined: ExaminedStore) {
    self.examined = examined
  }

  /// Verifies the store in the directory at `path`. Blocks.
  ///
  /// No byte and no name in it changes, and no permission to write is needed.
  ///
  /// - Throws: `.busy` when the store is open; `.missing`, `.unsafeDirectory`, `.foreignDirectory`;
  ///   `.newerFormat`; `.corrupt` when nothing tells which store it is; `.io` when the medium does
  ///   not answer, which proves nothing about the bytes. Damage is not thrown but reported.
  package static func run(
    _ fileSystem: any FileSystem, _ path: String
  ) throws(StoreError) -> VerificationReport {
    let examined = try ExaminedStore(fileSystem, path)
    defer { examined.lock?.release() }
    var verification = Verification(examined)
    try verification.lookAtNames()
    try verification.lookAtCheckpoints()
    try verification.lookAtLog()
    try verification.recover()
    verification.report.damages += examined.unreadable.damages
    return verification.report
  }
}

/// The directory and its folders.
extension Verification {
  private static let own: Set<String> = [
    StoreFileName.lock, StoreFileName.identity, StoreFileName.segments, StoreFileName.checkpoints,
  ]

  mutating func lookAtNames() throws(StoreError) {
    report.isLocked = examined.lock != nil
    report.namespace = examined.identity?.namespace
    report.environment = examined.identity?.environment
    if let damage = examined.identityDamage {
      report.damages.append(StoreDamage(damage, .identity, length: UInt64(StoreIdentity.bytes)))
    } else {
      count(UInt64(StoreIdentity.bytes))
    }
    for name in examined.names where !Self.own.contains(name) {
      leave(name, name == StoreFileName.newIdentity ? "left by a first opening" : "not ours")
    }
    try lookAtNames(of: examined.segmentFolder, StoreFileName.segments)
    try lookAtNames(of: examined.checkpointFolder, StoreFileName.checkpoints)
  }

  private mutating func lookAtNames(
    of folder: any Directory, _ path: String
  ) throws(StoreError) {
    let names: [String]
    do { names = try folder.names() } catch { throw StoreError(error) }
    for name in names where StoreFileName.number(name) == nil {
      let begun =
        path == StoreFileName.checkpoints
        ? StoreFileName.newCheckpoint : StoreFileName.newSegment
      if path == StoreFileName.segments, StoreFileName.coldNumber(name) != nil { continue }
      leave("\(path)/\(name)", name == begun ? "it was not finished" : "not ours")
    }
  }

  mutating func leave(_ file: String, _ what: String) {
    report.leftovers.append(VerificationReport.Leftover(file: file, what: what))
  }

  /// Counts a file that was read.
  mutating func count(_ bytes: UInt64) {
    report.files += 1
    report.bytes += bytes
  }

  /// Every checkpoint must be whole, also those that opening would not read.
  mutating func lookAtCheckpoints() throws(StoreError) {
    let numbers: [UInt32]
    do { numbers = try examined.checkpoints.numbers() } catch { throw StoreError(error) }
    var tails: [UInt32] = []
    for number in numbers {
      do throws(StoreError) {
        var state = TaskStateMachine(store: examined.store, time: 0)
        let reader = try examined.checkpoints.load(number, of: examined.store, into: &state)
        count(reader.size)
        tails.append(reader.header.tail.segment)
      } catch {
        guard case .corrupt(let corruption) = error else { throw error }
        report.damages.append(StoreDamage(corruption, .checkpoint))
      }
    }
    // Segments go by the two newest. A third is one that was removed, and came back in a crash.
    neededFrom = tails.prefix(2).min() ?? 1
  }
}
