/// What becomes of the wall clock when somebody sets it, in milliseconds.
enum WallJump {
  /// By less than this into the past.
  case back(Int)
  /// By less than this into the future.
  case forward(Int)
  /// To an instant, such as that of a machine without a battery.
  case to(UInt64)

  static let hour = 3_600_000
  static let year = 366 * 24 * hour

  /// As time servers and people do.
  static let usual: [WallJump] = [.back(100_000), .forward(100_000)]
  /// As broken clocks do.
  static let large: [WallJump] = [
    .back(hour), .forward(hour), .back(year), .forward(year), .to(0),
  ]
  /// Beyond the last instant that can be named; time stands still from there on.
  static let extreme: [WallJump] = [.to(0), .to(.max), .to(1 << 48), .forward(hour)]

  /// What is reached by it.
  var mark: Mark {
    switch self {
    case .back(let most): most > Self.hour ? .wallSetBackYears : .wallSetBack
    case .forward(let most): most > Self.hour ? .wallSetForwardYears : .wallSetForward
    case .to(let instant): instant == 0 ? .wallAt1970 : .wallBeyondTime
    }
  }
}
