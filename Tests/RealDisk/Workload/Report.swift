import XylemCore

/// A line by which a workload tells what it is about to ask and what it was answered.
///
/// Lanes work side by side; within one, calls follow each other, so an answer belongs to the call
/// before. What was asked and not answered when the line ends is in doubt.
enum Report: Equatable {
  /// About to ask for these steps. In a group all happen or none; else each is for itself.
  case asks(lane: Int, Durability, isGroup: Bool, [Step])
  /// Carried out, except for the steps of these places, which were refused.
  case acknowledged(lane: Int, refused: [Int])
  /// Refused as a whole: nothing was written.
  case refused(lane: Int)
  /// The store failed; the steps are in doubt, and nothing more may be acknowledged.
  case failed(lane: Int, String)
  /// The store is open.
  case opened
  /// The store could not be opened, for this reason.
  case notOpened(String)
  /// The store was closed as it should be.
  case closed
  /// The store says of itself that bytes are damaged.
  case damaged(String)
  /// Bytes were handed out that are not what was written.
  case wrongBytes(String)
  /// A promise was seen to be broken.
  case broken(String)

  /// What a workload ended by, against all promises.
  init(_ error: any Error) {
    let isWrong = (error as? BrokenPromise)?.isWrongBytes ?? false
    self = isWrong ? .wrongBytes("\(error)") : .broken("\(error)")
  }

  /// One line, without its end.
  var text: String {
    switch self {
    case .asks(let lane, let durability, let isGroup, let steps):
      ([
        "asks", "\(lane)", durability == .synced ? "synced" : "written",
        isGroup ? "group" : "each",
      ] + steps.map(\.text)).joined(separator: " ")
    case .acknowledged(let lane, let refused):
      (["acknowledged", "\(lane)"] + refused.map { "\($0)" }).joined(separator: " ")
    case .refused(let lane): "refused \(lane)"
    case .failed(let lane, let reason): "failed \(lane) \(Self.line(reason))"
    case .opened: "opened"
    case .notOpened(let reason): "not-opened \(Self.line(reason))"
    case .closed: "closed"
    case .damaged(let what): "damaged \(Self.line(what))"
    case .wrongBytes(let what): "wrong-bytes \(Self.line(what))"
    case .broken(let what): "broken \(Self.line(what))"
    }
  }

  /// Reads what ``text`` writes; `nil` for anything else.
  init?(_ line: Substring) {
    let words = line.split(separator: " ")
    let rest = words.dropFirst().joined(separator: " ")
    switch words.first {
    case "opened": self = .opened
    case "not-opened": self = .notOpened(rest)
    case "closed": self = .closed
    case "damaged": self = .damaged(rest)
    case "wrong-bytes": self = .wrongBytes(rest)
    case "broken": self = .broken(rest)
    default:
      guard words.count > 1, let lane = Int(words[1]),
        let report = Self.ofLane(words[0], lane, words.dropFirst(2))
      else { return nil }
      self = report
    }
  }

  private static func ofLane(
    _ word: Substring, _ lane: Int, _ rest: ArraySlice<Substring>
  ) -> Report? {
    switch word {
    case "asks":
      guard let durability = rest.first, let form = rest.dropFirst().first else { return nil }
      let steps = rest.dropFirst(2).compactMap { Step($0) }
      guard steps.count == rest.count - 2 else { return nil }
      return .asks(
        lane: lane, durability == "synced" ? .synced : .written, isGroup: form == "group", steps)
    case "acknowledged": return .acknowledged(lane: lane, refused: rest.compactMap { Int($0) })
    case "refused": return .refused(lane: lane)
    case "failed": return .failed(lane: lane, rest.joined(separator: " "))
    default: return nil
    }
  }

  private static func line(_ text: String) -> String {
    text.split { $0.isNewline }.joined(separator: " ")
  }
}
