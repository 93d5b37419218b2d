import Xylem

/// Results in twice its number.
struct Doubling: TaskPayload {
  static let name: TaskName = "double"
  static let options = TaskOptions(
    queue: "numbers", retry: .fixed(.milliseconds(1), attempts: 3))
  typealias Output = Int
  var number: Int

  func validate() throws {
    if number < 0 { throw NegativeNumber() }
  }
}

/// What ``Doubling`` does not take.
struct NegativeNumber: Error, Equatable {}

/// Results in nothing.
struct Note: TaskPayload {
  static let name: TaskName = "note"
  var text = ""
}

/// Has little time.
struct Slow: TaskPayload {
  static let name: TaskName = "slow"
  static let options = TaskOptions(retry: .never, timeLimit: .milliseconds(20))
}
