import XylemCore

/// What a salvage has brought into a new store, and what not.
public struct SalvageReport: Sendable {
  /// A task that is not in the new store, or not for certain as it was.
  public struct Loss: Hashable, Sendable {
    /// Which task it is, as far as that is known.
    public let task: AffectedTask
    /// What is wrong.
    public let reason: Reason
  }

  /// Why a task is mentioned.
  public enum Reason: Hashable, Sendable {
    /// Not salvaged: its payload, or its result if it was done, is damaged.
    case unreadable
    /// Not salvaged: other records speak of it, but the one that added it is lost.
    case recordLost
    /// Salvaged as it was last known; a record that is lost may have completed, cancelled or
    /// otherwise ended it. It will be delivered if it stood ready, delayed or leased.
    case inDoubt
    /// Salvaged where it stood, but records are lost from its life: its attempts or deliveries may
    /// be counted too low.
    case countsInDoubt
    /// Salvaged as a dead letter: its unique key was taken by a later task, so it had ended, but
    /// how is lost.
    case overtaken
    /// Salvaged as a dead letter, or as done if it was: the name of its queue or kind is lost.
    case unnamed
    /// Salvaged as a dead letter, but the reason of its death is lost.
    case deathLost
  }

  /// Tasks in the new store.
  public internal(set) var tasks: UInt64 = 0
  /// Tasks that are not there, or in doubt, or put aside, in the order of their readiness.
  public internal(set) var losses: [Loss] = []
  /// Where the old store is damaged. A damage with sequences may hide tasks that nothing else
  /// mentions: those that were added by the lost records.
  public internal(set) var damages: [StoreDamage] = []
  /// Where the log of the old store ended with an unfinished write, as opening would have cut it.
  public internal(set) var cut: RecoveryReport.Cut?
  private var ids: [UInt64: TaskID] = [:]

  /// The id in the new store of a task that had the id `old`; `nil` when it is not there.
  ///
  /// Only the lower half of `old` is looked at: it names the task within its store.
  public func newID(of old: TaskID) -> TaskID? { ids[old.low] }

  /// Everything that is in the new store was proven, and nothing was left behind.
  public var isComplete: Bool { losses.isEmpty && !damages.contains { $0.mayHideTasks } }

  mutating func map(_ old: TaskReference?, to new: TaskID) {
    guard let old else { return }
    ids[TaskID(milliseconds: 0, storeTag: 0, reference: old).low] = new
  }
}
