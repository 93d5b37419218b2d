import XylemCore

/// Names and ids that come as text are refused or kept as they are.
enum TextProperty {
  static func make() -> Property {
    let id = TaskID(high: 0x018b_cfe5_6800_7123, low: 1 << 63 | 77)
    let seeds = ["mails", "Grüße 🌳", id.description, "", "a\u{7f}b"].map { Array($0.utf8) }
    return Property(name: "text", seeds: seeds) { input in
      let text = String(decoding: input, as: UTF8.self)
      let name = try? QueueName(text)
      if let name, name.text != text {
        throw Property.Broken("the name \(text.debugDescription) was changed")
      }
      let id = TaskID(text)
      if let id, TaskID(id.description) != id {
        throw Property.Broken("the id \(text.debugDescription) does not come back")
      }
      return name != nil || id != nil
    }
  }
}
