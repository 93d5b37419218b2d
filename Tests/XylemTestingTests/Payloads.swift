import XylemTesting

/// Goes to somebody.
struct SendMail: TaskPayload {
  static let name: TaskName = "mail.send"
  static let options = TaskOptions(queue: "mail", retry: .fixed(.seconds(10), attempts: 3))
  var to: String
}

/// Leads to mails.
struct Announce: TaskPayload {
  static let name: TaskName = "announce"
  var people: [String]
}

/// Is not ready to be taken: the test counts on failures.
struct OutOfOrder: Error {}
