/// Every size limit of the engine, in one place.
///
/// A command beyond a limit is refused before anything is written; a length beyond a limit that
/// is read from disk is corruption. Numbers are part of format version 1 where they bound bytes.
public enum Limits {
  /// The largest payload or result of a task, in bytes.
  public static let payloadBytesMax = 256 * 1024
  /// The longest name of a task, queue, namespace or environment, in UTF-8 bytes.
  public static let nameBytesMax = 128
  /// The longest unique key, in UTF-8 bytes.
  @inlinable public static var keyBytesMax: Int { 256 }
  /// The longest error message kept with a failed task; longer ones are cut, in UTF-8 bytes.
  public static let messageBytesMax = 4 * 1024
  /// The most commands in one batch, and the most tasks in one lease.
  public static let batchCommandsMax = 10_000
  /// The most bytes of records in one atomic batch. Small segments lower it further.
  public static let groupBytesMax = 8 * 1024 * 1024
  /// A frame that has grown past this many bytes takes no further group.
  @inlinable package static var frameBytesTarget: Int { 1024 * 1024 }
  /// The most queues of one store.
  public static let queuesMax = 1_000_000
  /// The most distinct pairs of task name and stored options in use at a time.
  public static let kindsMax = 65_535
  /// The longest delay, expiry, lease or retention: ten years, in milliseconds.
  public static let durationMillisecondsMax: UInt64 = 10 * 366 * 86_400_000
  /// The latest instant the engine can name: 48 bits of milliseconds, about the year 10889.
  public static let instantMillisecondsMax: UInt64 = (1 << 48) - 1
  /// The most handler failures a retry policy may allow.
  public static let attemptsMax = 10_000
  /// The most a wait may grow from one attempt to the next, in thousandths.
  package static let factorPermilleMax: UInt32 = 1_000_000
  /// The most deliveries a task may be given before it is taken for one that kills its process.
  /// With the failures a policy may allow it stays below 65,535, where a row stops counting.
  public static let deliveriesMax = 50_000
  /// The most permits in a period, the largest burst and the most leases at a time of a limit.
  public static let permitsMax = 1_000_000
  /// The most tasks alive at one time in one store.
  package static let rowsMax: UInt32 = 1 << 31
  /// The most timers handled in one turn, so that a flood of due tasks never delays a commit.
  package static let timersPerTurn = 4_096
  /// The smallest segment file, in bytes.
  package static let segmentBytesMin: UInt32 = 16 * 1024
  /// The largest segment file, in bytes; places in it are 32-bit numbers with room to spare.
  package static let segmentBytesMax: UInt32 = 1 << 30
  /// The highest number of a segment or checkpoint in a name or header, far from overflow.
  package static let fileNumberMax: UInt32 = 4_000_000_000
  /// Segments with a higher number than this are cold: they hold old records and are no part of the
  /// log.
  package static let hotSegmentMax: UInt32 = 3_000_000_000
  /// The highest number of a cold segment: 9 digits above those of the log.
  package static let coldSegmentMax: UInt32 = 3_999_999_999
  /// The highest sequence in a header, far from overflow.
  package static let sequenceMax: UInt64 = 1 << 62
  /// The longest encoded record; a length field holds 20 bits in a task row.
  package static let recordBytesMax = (1 << 20) - 1
}
