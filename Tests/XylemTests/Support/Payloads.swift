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

/// Has the name of ``Doubling`` and another shape.
struct Misshapen: TaskPayload {
  static let name: TaskName = "double"
  static let options = TaskOptions(queue: "numbers")
  var text = "seven"
}

/// Has the name and shape of ``Doubling``, and does not mind negative numbers.
struct Unchecked: TaskPayload {
  static let name: TaskName = "double"
  static let options = TaskOptions(queue: "numbers")
  var number: Int
}

/// Has a result that is kept.
struct Kept: TaskPayload {
  static let name: TaskName = "kept"
  typealias Output = String
}

/// Has a result that is not kept.
struct Fleeting: TaskPayload {
  static let name: TaskName = "fleeting"
  static let options = TaskOptions(resultRetention: .zero)
  typealias Output = String
}

/// Is meant to fail: three attempts without a pause.
struct Failing: TaskPayload {
  static let name: TaskName = "failing"
  static let options = TaskOptions(retry: .fixed(.zero, attempts: 3))
}

/// As large as one likes.
struct Bulky: TaskPayload {
  static let name: TaskName = "bulky"
  var text: String

  init(bytes: Int) { text = String(repeating: "x", count: bytes) }
}
