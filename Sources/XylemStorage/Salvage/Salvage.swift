import XylemCore

/// Brings what is provably intact from a damaged store into a new one. The old one is only read.
package struct Salvage {
  /// What the new store is to be called when the identity of the old one is damaged.
  package struct Name: Sendable {
    /// The application.
    package var namespace: String?
    /// Its environment.
    package var environment: String?

    /// Nothing to fall back on.
    package init(namespace: String? = nil, environment: String? = nil) {
      self.namespace = namespace
      self.environment = environment
    }
  }

  /// Salvages the store at `path` into a new one at `newPath`. Blocks.
  ///
  /// - Throws: what ``Verification`` throws; `.corrupt` also when the identity is damaged and
  ///   `name` does not say what the new store is to be called; `.foreignDirectory` when something
  ///   is at `newPath`; `.full`, `.io` or `.poisoned` when the new medium refuses. Then the new
  ///   store is unfinished, and opens under no name that a program would use.
  package static func run(
    _ fileSystem: any FileSystem, _ path: String, into newPath: String, name: Name = Name(),
    entropy: any EntropySource = SystemEntropySource()
  ) throws(StoreError) -> SalvageReport {
    let examined = try ExaminedStore(fileSystem, path)
    defer { examined.lock?.release() }
    guard let namespace = examined.identity?.namespace ?? name.namespace,
      let environment = examined.identity?.environment ?? name.environment
    else {
      throw .corrupt(
        examined.identityDamage
          ?? Corruption(file: StoreFileName.identity, offset: 0, what: "no name is known"))
    }
    try requireNothing(fileSystem, newPath)
    let survey = try Survey.run(examined)
    let engine = try Engine.open(
      fileSystem, newPath, options(examined), time: FrozenTimeSource(milliseconds: survey.time),
      entropy: entropy)
    var identity = engine.identity
    let report: SalvageReport
    do throws(StoreError) {
      var writer = SalvageWriter(survey, into: engine)
      report = try writer.run()
    } catch {
      engine.abandon()
      throw error
    }
    engine.close()
    try engine.checkUnfailed()
    (identity.namespace, identity.environment) = (namespace, environment)
    try finish(fileSystem, newPath, identity)
    return report
  }

  private static func options(_ examined: ExaminedStore) -> EngineOptions {
    var options = EngineOptions()
    options.namespace = SalvageWriter.unfinished
    options.environment = SalvageWriter.unfinished
    options.spareSegments = 1
    // Every segment has its full length, so without the identity the longest one tells.
    guard let old = examined.identity?.segmentBytes ?? longestSegment(examined) else {
      return options
    }
    // A task must fit into a frame with its payload, its result and a thousand leases at once.
    options.segmentBytes = max(old, min(1 << 20, 2 * old + 128 << 10))
    return options
  }

  private static func longestSegment(_ examined: ExaminedStore) -> UInt32? {
    let sizes = (try? examined.segments.numbers())?.compactMap { number in
      try? examined.segments.open(number).size()
    }
    let most = UInt64(Limits.segmentBytesMax)
    return (sizes?.max()).map { max(Limits.segmentBytesMin, UInt32(min($0, most))) }
  }

  private static func requireNothing(
    _ fileSystem: any FileSystem, _ path: String
  ) throws(StoreError) {
    let names: [String]
    do throws(StorageError) {
      names = try fileSystem.openDirectory(path, create: false).names()
    } catch {
      if case .missing = error { return }
      throw StoreError(error)
    }
    guard names.isEmpty else { throw .foreignDirectory(path: path) }
  }

  /// Gives the complete store its name: one sector, so wholly or not at all.
  private static func finish(
    _ fileSystem: any FileSystem, _ path: String, _ identity: StoreIdentity
  ) throws(StoreError) {
    var bytes = ByteWriter(capacity: StoreIdentity.bytes)
    identity.encode(into: &bytes)
    do {
      let root = try fileSystem.openDirectory(path, create: false)
      let file = try root.open(StoreFileName.identity, .write)
      try file.write(bytes.bytes, at: 0)
      try file.sync()
    } catch { throw StoreError(error) }
  }
}

/// The time at which the old log ended: nothing falls due while a store is salvaged.
private struct FrozenTimeSource: TimeSource {
  let milliseconds: UInt64
  func wallMilliseconds() -> UInt64 { milliseconds }
  func steadyMilliseconds() -> UInt64 { 0 }
}
