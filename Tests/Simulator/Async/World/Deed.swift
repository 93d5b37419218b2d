/// What a handler does.
enum Deed: CaseIterable {
  case succeed
  case takeTime
  /// Goes on although it is cancelled.
  case takeTimeStubbornly
  case takeVeryLong
  case fail
  case failForGood
  case askForLater
  case extendBriefly
  case extendLong
  case addAnother
  case cancelItself
  case returnTooMuch

  /// How often it is done in a usual run.
  var usualWeight: Int {
    switch self {
    case .succeed: 20
    case .takeTime: 12
    case .takeTimeStubbornly, .takeVeryLong: 4
    case .fail: 6
    case .failForGood, .askForLater, .extendBriefly, .extendLong: 2
    case .addAnother, .cancelItself, .returnTooMuch: 1
    }
  }
}
