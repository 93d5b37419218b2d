import XylemStorage

/// Looking at a store that is closed, and saving what is left of a damaged one.
extension TaskStore {
  /// Looks at every byte of the store in the directory at `path`, and says what is damaged.
  ///
  /// Not a byte and not a name in the directory changes, and no permission to write is needed: a
  /// read-only mount will do. The store must not be open, and cannot be opened meanwhile; several
  /// may look at the same time. Payloads are checked, not kept. The work is done on a thread of its
  /// own. O(bytes); memory as opening needs it.
  ///
  /// - Throws: `.busy` when the store is open, in this process or another; `.missing`,
  ///   `.unsafeDirectory`, `.foreignDirectory`; `.newerFormat`; `.corrupt` when nothing in the
  ///   directory tells which store it is; `.io` when the medium does not answer, which proves
  ///   nothing about the bytes. Damage is not thrown, but reported.
  public static func verify(_ path: String) async throws(StoreError) -> VerificationReport {
    try await onThread { () throws(StoreError) in
      try Verification.run(PosixFileSystem(), path)
    }
  }

  /// Makes a new store at `newPath` of everything that the store at `path` still proves.
  ///
  /// The old store is only read, and must not be open. Tasks come over with their status, priority,
  /// instants, attempts, deliveries, keys, results and reasons of death; queues with their pauses
  /// and limits. Ids change: ``SalvageReport/newID(of:)`` tells the new ones. Counters start anew,
  /// and so do the rates of limits. A task that
  /// may have been completed by a record that is lost comes over too, because tasks are delivered
  /// at least once, and is listed as `inDoubt`. O(bytes).
  ///
  /// - Parameters:
  ///   - path: The damaged store.
  ///   - newPath: Where the new one goes: a directory that is empty or does not exist, in one that
  ///     does. After an error it holds a part that no program opens by mistake, to be deleted.
  ///   - namespace: What the new store is called if the old one's identity is damaged.
  ///   - environment: The same for its environment.
  /// - Throws: what ``verify(_:)`` throws; `.corrupt` also when the identity is damaged and
  ///   `namespace` or `environment` is `nil`; `.foreignDirectory` when there is something at
  ///   `newPath`; `.full`, `.io` or `.poisoned` when the new medium refuses; `.refused` with
  ///   `.limitReached` for more than a store can hold.
  public static func salvage(
    _ path: String, into newPath: String, namespace: String? = nil, environment: String? = nil
  ) async throws(StoreError) -> SalvageReport {
    try await onThread { () throws(StoreError) in
      let name = Salvage.Name(namespace: namespace, environment: environment)
      return try Salvage.run(PosixFileSystem(), path, into: newPath, name: name)
    }
  }

  private static func onThread<Value: Sendable>(
    _ body: @escaping @Sendable () throws(StoreError) -> Value
  ) async throws(StoreError) -> Value {
    let blocking = try BlockingThread()
    defer { blocking.stop() }
    return try await blocking.run(body)
  }
}
