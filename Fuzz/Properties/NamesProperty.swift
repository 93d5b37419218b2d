import XylemCore
import XylemStorage

/// Names and ids that come as text are refused or kept as they are; a file's name never leads
/// elsewhere.
enum NamesProperty {
  static func make() -> Property {
    let id = TaskID(high: 0x018b_cfe5_6800_7123, low: 1 << 63 | 77)
    let seeds = [
      "mails", "Grüße 🌳\nGru\u{308}ße 🌳", id.description, "", "a\u{7f}b", "0000000012", "../store",
      "0000000001/../lock",
    ].map { Array($0.utf8) }
    return Property(name: "names", seeds: seeds) { input in
      let text = String(decoding: input, as: UTF8.self)
      let isAccepted = [try isName(text), try isID(text), try isFileNumber(text)].contains(true)
      try tellApart(text)
      return isAccepted
    }
  }

  private static func isName(_ text: String) throws -> Bool {
    guard let name = try? QueueName(text) else { return false }
    guard name.text.utf8.elementsEqual(text.utf8) else {
      throw Property.Broken("the name \(text.debugDescription) was changed")
    }
    guard !text.isEmpty, text.utf8.count <= Limits.nameBytesMax, !text.utf8.contains(0) else {
      throw Property.Broken("\(text.debugDescription) is no name")
    }
    return true
  }

  private static func isID(_ text: String) throws -> Bool {
    guard let id = TaskID(text) else { return false }
    guard TaskID(id.description) == id else {
      throw Property.Broken("the id \(text.debugDescription) does not come back")
    }
    return true
  }

  private static func isFileNumber(_ text: String) throws -> Bool {
    guard let number = StoreFileName.number(text) else { return false }
    guard StoreFileName.name(number).utf8.elementsEqual(text.utf8) else {
      throw Property.Broken("\(text.debugDescription) is taken for file \(number)")
    }
    return true
  }

  /// Two lines are the same name only when they are the same bytes.
  private static func tellApart(_ text: String) throws {
    let lines = text.split(separator: "\n", maxSplits: 1).map(String.init)
    guard lines.count == 2, let first = try? QueueName(lines[0]),
      let second = try? QueueName(lines[1])
    else { return }
    guard (first == second) == lines[0].utf8.elementsEqual(lines[1].utf8) else {
      throw Property.Broken("two names in \(text.debugDescription) are mixed up")
    }
  }
}
