/// What a task is called; it selects the handler.
///
/// 1 to 128 bytes of UTF-8 without control characters, compared byte by byte.
public struct TaskName: Hashable, Sendable {
  /// The checked text.
  package let name: NameText

  /// A name whose text was checked.
  package init(unchecked name: NameText) {
    self.name = name
  }

  /// Checks a name that comes from outside the program. With a literal in the parentheses the
  /// compiler takes the initializer for literals instead, which traps.
  ///
  /// - Throws: `Refusal.invalidName` when it is empty, longer than 128 bytes or has control
  ///   characters.
  public init(_ text: String) throws(Refusal) {
    name = try NameText(text)
  }

  /// The text as given.
  public var text: String { name.text }
}

extension TaskName: ExpressibleByStringLiteral {
  /// A name written in the program. An invalid literal is a programming error and traps.
  public init(stringLiteral text: String) {
    do {
      name = try NameText(text)
    } catch {
      preconditionFailure("\(text.debugDescription) is no task name: \(error)")
    }
  }
}

extension TaskName: CustomStringConvertible {
  /// The text as given.
  public var description: String { text }
}
