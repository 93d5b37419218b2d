import XylemCore

/// What a look at every byte of a store has found.
public struct VerificationReport: Sendable {
  /// A file that does no harm but is no part of the store as it stands.
  public struct Leftover: Hashable, Sendable {
    /// The file, relative to the store's directory.
    public let file: String
    /// Why it is there, or that nobody knows.
    public let what: String
  }

  /// The application the store belongs to; `nil` when the identity is damaged.
  public internal(set) var namespace: String?
  /// The environment it belongs to; `nil` when the identity is damaged.
  public internal(set) var environment: String?
  /// Whether the lock was held meanwhile. A directory without the file `lock` has none to hold:
  /// then nobody may open the store until the report is there.
  public internal(set) var isLocked = false
  /// Files that were read.
  public internal(set) var files = 0
  /// Bytes that were read, each at least once.
  public internal(set) var bytes: UInt64 = 0
  /// Whole frames of the log.
  public internal(set) var frames: UInt64 = 0
  /// Records in them.
  public internal(set) var records: UInt64 = 0
  /// Tasks that have not ended, or of which something is kept.
  public internal(set) var tasks: UInt64 = 0
  /// Bytes behind the end of the log, or in files beside it, that are not zero. They are what a
  /// crash or an earlier use of the file left there, and nobody reads them.
  public internal(set) var staleBytes: UInt64 = 0
  /// Everything that is damaged, in the order in which it was found.
  public internal(set) var damages: [StoreDamage] = []
  /// Files that do no harm.
  public internal(set) var leftovers: [Leftover] = []
  /// Where the next opening will cut the log, because its last write was not finished.
  public internal(set) var cut: RecoveryReport.Cut?
  /// What opening the store would throw; `nil` when it would open.
  public internal(set) var refusal: StoreError?

  /// Whether nothing is damaged and the store would open.
  public var isSound: Bool { damages.isEmpty && refusal == nil }
}
