extension StoreError: CustomStringConvertible {
  /// What went wrong, in words for whoever reads a log.
  public var description: String {
    switch self {
    case .refused(let refusal): "refused: \(refusal)"
    case .busy(let path): "\(path) is open already, in this process or another"
    case .missing(let path): "there is no directory \(path)"
    case .unsafeDirectory(let path, let reason): "\(path) is not safe to use: \(reason)"
    case .foreignDirectory(let path): "\(path) holds files that are no store's"
    case .wrongIdentity(let expected, let found): "the store is of \(found), not of \(expected)"
    case .newerFormat(let version): "the store is of format \(version), this program knows less"
    case .corrupt(let corruption): "\(corruption)"
    case .poisoned(let reason): "a write or sync failed, open the store again: \(reason)"
    case .full(let file): "no space left to write \(file)"
    case .io(let call, let file, let errno): "\(call) of \(file) failed with errno \(errno)"
    case .closed: "the store is closed"
    }
  }
}

extension Corruption: CustomStringConvertible {
  /// Where the damage is, and what.
  public var description: String { "\(file) is damaged at byte \(offset): \(what)" }
}
