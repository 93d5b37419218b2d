/// How urgent a task is within its queue: 0 to 9, of which 9 is served first.
public struct Priority: Hashable, Sendable, Comparable {
  /// The number of levels.
  package static let levels = 10

  /// 0 to 9.
  public let level: UInt8

  /// Checks a level that comes from outside the program. With a literal in the parentheses the
  /// compiler takes the initializer for literals instead, which traps.
  ///
  /// - Throws: `Refusal.invalidPriority` unless `level` is 0 to 9.
  public init(_ level: Int) throws(Refusal) {
    guard (0..<Priority.levels).contains(level) else { throw .invalidPriority(level) }
    self.level = UInt8(level)
  }

  /// A level that is known to be 0 to 9.
  package init(unchecked level: UInt8) {
    self.level = level
  }

  /// The level of a task that names none: 4.
  public static let normal = Priority(unchecked: 4)

  /// Less urgent comes first.
  public static func < (left: Priority, right: Priority) -> Bool { left.level < right.level }
}

extension Priority: ExpressibleByIntegerLiteral {
  /// A level written in the program. One outside 0 to 9 is a programming error and traps.
  public init(integerLiteral level: Int) {
    precondition((0..<Priority.levels).contains(level), "a priority is 0 to 9, not \(level)")
    self.level = UInt8(level)
  }
}
