/// What happens to a simulated process from outside.
enum WorldEvent: CaseIterable {
  case hire
  case dismiss
  case cancelWait
  case checkpoint
  case fault
  case fullDisk
  case stopInsideCall

  /// How often it happens in a usual run.
  var usualWeight: Int {
    switch self {
    case .hire: 6
    case .dismiss: 5
    case .cancelWait: 5
    case .checkpoint: 3
    case .fault, .fullDisk, .stopInsideCall: 1
    }
  }
}
