import Foundation

/// One JSON object on a line, with its fields in order.
enum JSONLine {
  /// The object of these names and values, which are JSON already.
  static func object(_ fields: [(String, String)]) -> String {
    "{" + fields.map { "\(string($0.0)): \($0.1)" }.joined(separator: ", ") + "}"
  }

  /// An array of these values, which are JSON already.
  static func list(_ values: [String]) -> String {
    "[" + values.joined(separator: ", ") + "]"
  }

  /// A number with so many digits behind the point; `null` when there is none.
  static func number(_ value: Double?, _ digits: Int = 0) -> String {
    value.map { String(format: "%.\(digits)f", $0) } ?? "null"
  }

  /// A text in quotes.
  static func string(_ text: String) -> String {
    let escaped = text.unicodeScalars.map { scalar -> String in
      switch scalar {
      case "\"", "\\": "\\\(scalar)"
      case _ where scalar.value < 0x20: String(format: "\\u%04x", scalar.value)
      default: String(scalar)
      }
    }
    return "\"\(escaped.joined())\""
  }
}
