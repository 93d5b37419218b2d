/// What a producer does next.
enum ProducerStep: CaseIterable {
  case add
  case addAndWait
  case addMany
  case addTogether
  case addUnique
  case addDelayed
  case addExpiring
  case look
  case waitLater
  case count
  case cancel
  case pause
  case resume
  case settleLetters
  case limit

  /// How often it is done in a usual run.
  var usualWeight: Int {
    switch self {
    case .add: 10
    case .addAndWait: 12
    case .addMany, .addTogether, .addUnique, .addDelayed, .addExpiring: 4
    case .look, .waitLater, .cancel: 3
    case .count, .pause, .settleLetters: 1
    case .resume, .limit: 3
    }
  }
}
