/// One change to one task, as it is reported: a verb, the task's key, and the size of its payload
/// where one is added.
struct Step: Equatable {
  /// What happens to a task.
  enum Verb: String {
    /// Added; ready at once.
    case add
    /// Added, with a result that will be kept.
    case addKept = "keep"
    /// Added, not to be leased in the life of any test.
    case addDelayed = "delay"
    /// Added with a unique key.
    case addUnique = "unique"
    case complete, fail, release, cancel, replay, discard
  }

  var verb: Verb
  var key: String
  /// Bytes of the payload of an added task.
  var size = 0

  init(_ verb: Verb, _ key: String, size: Int = 0) {
    (self.verb, self.key, self.size) = (verb, key, size)
  }

  /// Reads what ``text`` writes.
  init?(_ text: Substring) {
    let fields = text.split(separator: ":")
    guard fields.count == 3, let verb = Verb(rawValue: String(fields[0])),
      let size = Int(fields[2])
    else { return nil }
    self.init(verb, String(fields[1]), size: size)
  }

  /// Without spaces.
  var text: String { "\(verb.rawValue):\(key):\(size)" }
}
