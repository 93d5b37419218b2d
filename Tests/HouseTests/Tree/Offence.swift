/// A place that breaks a rule.
struct Offence: Hashable, Sendable, CustomStringConvertible {
  /// Relative to the package.
  let file: String
  /// Counted from 1.
  let line: Int
  /// What is wrong there.
  let what: String

  var description: String { "\(file):\(line): \(what)" }
}
