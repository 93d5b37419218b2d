import Xylem

/// The kinds of tasks of a simulated program.
enum ErrandKind: Int, CaseIterable {
  /// Has no output.
  case letter
  /// Has an output that is kept for a while.
  case parcel
  /// Has a time limit.
  case telegram
  /// Gets one attempt and few deliveries.
  case pigeon

  var type: any Errand.Type {
    switch self {
    case .letter: Letter.self
    case .parcel: Parcel.self
    case .telegram: Telegram.self
    case .pigeon: Pigeon.self
    }
  }

  var options: TaskOptions { type.options }

  /// How long a handler may run, in milliseconds.
  var limit: UInt64? { options.timeLimit.map { UInt64($0 / .milliseconds(1)) } }

  /// Whether the output outlives the task.
  var isKept: Bool { self == .parcel || self == .telegram }
}
