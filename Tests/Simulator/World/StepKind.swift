/// What one step of a run may do.
enum StepKind: CaseIterable {
  case enqueue
  case burst
  case lease
  case settle
  case extend
  case giveBack
  case fail
  case cancel
  case replay
  case discard
  case pause
  case resume
  case limit
  case group
  case each
  case stale
  case commit
  case maintain
  case checkpoint
  case passTime
  case compare
  case fault
  case fullDisk
  case wrongRead
  case slow
  case stop
  case end

  /// How often it is done in a usual run.
  var usualWeight: Int {
    switch self {
    case .enqueue: 30
    case .lease, .settle: 14
    case .commit: 40
    case .group: 8
    case .fail, .maintain, .passTime: 7
    case .giveBack, .cancel, .each: 4
    case .end: 4
    case .replay, .discard, .extend, .pause, .resume, .limit, .stale, .checkpoint, .stop: 3
    case .fault: 2
    case .burst, .compare, .fullDisk, .wrongRead, .slow: 1
    }
  }

  /// Without it nothing else would matter.
  var isNeeded: Bool { self == .commit || self == .enqueue || self == .end }
}
