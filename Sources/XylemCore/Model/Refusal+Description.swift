extension Refusal: CustomStringConvertible {
  /// Why not, in words for whoever reads a log.
  public var description: String {
    switch self {
    case .invalidName(let reason), .invalidOption(let reason), .invalidBatch(let reason): reason
    case .invalidPriority(let level): "a priority is 0 to 9, not \(level)"
    case .payloadTooLarge(let bytes):
      "a payload or result has at most \(Limits.payloadBytesMax) bytes, this has \(bytes)"
    case .invalidKey(let bytes):
      "a unique key has 1 to \(Limits.keyBytesMax) bytes, this has \(bytes)"
    case .limitReached(let what): "no more \(what)"
    case .unknownTask(let task): "no task \(task) is known"
    case .unknownQueue(let queue): "no queue \(queue) is known"
    case .staleToken(let token): "the lease of task \(token.task) is over"
    case .wrongStatus(let status): "not while the task is \(status)"
    case .conflict(let task): "two commands of one batch concern task \(task)"
    case .full: "the disk is full; only work that frees space is taken"
    case .memoryFull: "the memory is used up; only work that needs no more of it is taken"
    case .batchFull: "the open batch is full; there is room once it is written"
    }
  }
}
