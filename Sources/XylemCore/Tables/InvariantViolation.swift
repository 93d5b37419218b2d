/// A table contradicts itself: our own mistake, found by a walk of `checkInvariants`.
///
/// It is thrown and not trapped, so that a simulation can report the seed that led to it.
package struct InvariantViolation: Error, CustomStringConvertible {
  /// What is wrong, in words.
  package let description: String

  /// Throws a violation with the given words unless `condition` holds.
  static func unless(
    _ condition: Bool, _ words: @autoclosure () -> String
  ) throws(InvariantViolation) {
    if !condition { throw InvariantViolation(description: words()) }
  }
}
