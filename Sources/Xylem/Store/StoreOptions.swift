/// How a store is opened.
public struct StoreOptions: Hashable, Sendable {
  /// The size of each segment file of a new store: 16 KiB to 1 GiB, in bytes. An existing store
  /// keeps its own.
  ///
  /// A batch, and so a payload, must fit into one frame, which is a fraction of a segment.
  public var segmentBytes: UInt32
  /// A checkpoint is taken when this many bytes were logged since the last one (and at least a
  /// quarter of its size); `nil` means one segment. Smaller ones make opening faster and cost
  /// writes.
  public var checkpointLogBytes: UInt64?
  /// The most memory that new tasks may make the store take, in bytes. Beyond it they are refused
  /// with `.memoryFull` until others have ended. `nil` for no ceiling. The page <doc:Memory> says
  /// what counts and what a task takes.
  public var memoryBytesMax: Int?
  /// Make the directory when it is missing. Its parent must exist.
  public var createsDirectory: Bool

  /// Options of which each unnamed one is standard: segments of 64 MiB, a checkpoint for each, no
  /// ceiling of memory, the directory made when missing.
  public init(
    segmentBytes: UInt32 = 64 << 20, checkpointLogBytes: UInt64? = nil,
    memoryBytesMax: Int? = nil, createsDirectory: Bool = true
  ) {
    self.segmentBytes = segmentBytes
    self.checkpointLogBytes = checkpointLogBytes
    self.memoryBytesMax = memoryBytesMax
    self.createsDirectory = createsDirectory
  }

  /// The standard options.
  public static let standard = StoreOptions()
}
