import XylemCore

/// All that is known of one task from outside.
struct TaskHistory {
  /// What its producer was told.
  enum Answer {
    /// Nothing yet, or an error that leaves it open.
    case open
    /// It was not added.
    case refused
    /// It was added and written.
    case written
    /// It was added and synced.
    case synced
  }

  let kind: ErrandKind
  /// The life it was added in.
  let life: Int
  let paddingCount: Int
  let key: String?
  /// Not to start earlier than this in that life, in milliseconds of the steady clock.
  let notBefore: UInt64
  let expiry: UInt64?
  var answer = Answer.open
  var id: TaskID?
  /// When its producer was told, by the steady clock.
  var answeredAt: UInt64?
  var isCancelAsked = false
  var isCancelled = false
  var isDiscardAsked = false
  /// Somebody asked to make it ready again once it was dead.
  var isReplayAsked = false
  /// It has ended, durably, and nobody asked to bring it back.
  var isEnded = false
  var runs: [TaskRun] = []

  var hasSucceeded: Bool {
    runs.contains { if case .success? = $0.result { true } else { false } }
  }

  /// Whether somebody from outside may have changed its course.
  var isTouched: Bool { isCancelAsked || isDiscardAsked || isReplayAsked }
}
