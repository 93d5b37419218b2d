import XylemCore

/// A place in a store's files where the bytes are not what was written.
public struct StoreDamage: Hashable, Sendable {
  /// What is damaged there.
  public enum Kind: Hashable, Sendable {
    /// The file `store`, which says which store this is.
    case identity
    /// The header of a segment.
    case segmentHeader
    /// A frame of the log: what happened in one or more commits.
    case frame
    /// Zeros behind the records of a frame are no zeros.
    case padding
    /// A record in an otherwise whole frame.
    case record
    /// A file of the log is missing.
    case missingSegment
    /// A saved state.
    case checkpoint
    /// Bytes that the medium does not give back. What lies there shows as damaged, too.
    case unreadable
    /// What the files say together cannot be.
    case state
  }

  /// The file, relative to the store's directory.
  public let file: String
  /// Where the damaged structure starts in the file, in bytes.
  public let offset: UInt64
  /// How long it is, in bytes; 0 when that is not known.
  public let length: UInt64
  /// What is damaged.
  public let kind: Kind
  /// What is wrong with it, in words.
  public let what: String
  /// Records that cannot be known because of it, by their sequence.
  public let sequences: ClosedRange<UInt64>?
  /// Tasks that it touches, as far as they are known: at most ``tasksMax`` of them.
  public internal(set) var tasks: [AffectedTask] = []
  /// How many tasks it touches, those left out of ``tasks`` included.
  public internal(set) var taskCount = 0

  /// The most tasks that one damage lists.
  public static let tasksMax = 100

  init(
    file: String, offset: UInt64, length: UInt64, kind: Kind, what: String,
    sequences: ClosedRange<UInt64>? = nil
  ) {
    self.file = file
    self.offset = offset
    self.length = length
    self.kind = kind
    self.what = what
    self.sequences = sequences
  }

  init(_ corruption: Corruption, _ kind: Kind, length: UInt64 = 0) {
    self.init(
      file: corruption.file, offset: corruption.offset, length: length, kind: kind,
      what: corruption.what)
  }

  /// Whether records may be lost of which nobody knows what they said.
  var mayHideTasks: Bool {
    sequences != nil || kind == .missingSegment || kind == .unreadable
  }

  /// Notes a task that it touches.
  mutating func add(_ task: AffectedTask) {
    taskCount += 1
    if tasks.count < Self.tasksMax { tasks.append(task) }
  }
}
