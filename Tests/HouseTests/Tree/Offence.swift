/// A place that breaks a rule, written the way editors jump to.
struct Offence: Equatable, Sendable, CustomStringConvertible {
  let path: String
  let line: Int
  let what: String

  var description: String { "\(path):\(line): \(what)" }
}
