/// Tells code, comments and string literals apart, byte by byte.
///
/// Rules look for braces and words; in a literal or a comment neither means what it does in code.
struct SourceMask {
  /// What a byte belongs to.
  enum Part {
    /// Code, also within an interpolation.
    case code
    /// A line or block comment.
    case comment
    /// A string literal with its quotes.
    case string
  }

  private enum Context {
    case code(openParentheses: Int)
    case string(pounds: Int, quotes: Int)
  }

  private let bytes: [UInt8]
  private var position = 0
  private var contexts = [Context.code(openParentheses: 0)]
  /// One part for each byte of the text.
  private(set) var parts: [Part] = []

  /// Reads the whole text.
  init(_ text: String) {
    bytes = Array(text.utf8)
    parts.reserveCapacity(bytes.count)
    while position < bytes.count {
      switch contexts.last {
      case .string(let pounds, let quotes): readString(pounds: pounds, quotes: quotes)
      case .code(let open): readCode(openParentheses: open)
      case nil: take(1, as: .code)
      }
    }
  }

  /// The text with every byte outside `kept` replaced by a space; lines stay lines.
  func text(keeping kept: Set<Part>) -> String {
    let newline = UInt8(ascii: "\n")
    let masked = zip(bytes, parts).map { byte, part in
      byte == newline || kept.contains(part) ? byte : UInt8(ascii: " ")
    }
    return String(decoding: masked, as: UTF8.self)
  }

  private mutating func readCode(openParentheses: Int) {
    if sees("//") { return take(lengthOfLine(), as: .comment) }
    if sees("/*") { return take(lengthOfBlockComment(), as: .comment) }
    let pounds = count(of: UInt8(ascii: "#"), from: position)
    if sees("\"", at: position + pounds) { return openString(pounds: pounds) }
    if sees("(") { return takeParenthesis(leaving: openParentheses + 1) }
    guard sees(")") else { return take(max(pounds, 1), as: .code) }
    if openParentheses == 1, contexts.count > 1 {
      contexts.removeLast()
      take(1, as: .string)
    } else {
      takeParenthesis(leaving: openParentheses - 1)
    }
  }

  private mutating func takeParenthesis(leaving openParentheses: Int) {
    contexts[contexts.count - 1] = .code(openParentheses: openParentheses)
    take(1, as: .code)
  }

  private mutating func openString(pounds: Int) {
    let quotes = sees("\"\"\"", at: position + pounds) ? 3 : 1
    contexts.append(.string(pounds: pounds, quotes: quotes))
    take(pounds + quotes, as: .string)
  }

  private mutating func readString(pounds: Int, quotes: Int) {
    let hashes = String(repeating: "#", count: pounds)
    let isUnterminated = quotes == 1 && sees("\n")
    if isUnterminated || sees(String(repeating: "\"", count: quotes) + hashes) {
      contexts.removeLast()
      take(isUnterminated ? 1 : quotes + pounds, as: .string)
    } else if sees("\\" + hashes + "(") {
      contexts.append(.code(openParentheses: 1))
      take(2 + pounds, as: .string)
    } else {
      take(sees("\\" + hashes) ? 2 + pounds : 1, as: .string)
    }
  }

  private mutating func take(_ count: Int, as part: Part) {
    let taken = min(count, bytes.count - position)
    parts.append(contentsOf: repeatElement(part, count: taken))
    position += taken
  }

  private func lengthOfLine() -> Int {
    let end = bytes[position...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
    return end - position
  }

  private func lengthOfBlockComment() -> Int {
    var end = position
    var depth = 0
    repeat {
      if sees("/*", at: end) { depth += 1 }
      if sees("*/", at: end) { depth -= 1 }
      end += sees("/*", at: end) || sees("*/", at: end) ? 2 : 1
    } while depth > 0 && end < bytes.count
    return end - position
  }

  private func count(of byte: UInt8, from start: Int) -> Int {
    bytes[start...].prefix { $0 == byte }.count
  }

  private func sees(_ text: String, at start: Int? = nil) -> Bool {
    bytes[(start ?? position)...].starts(with: text.utf8)
  }
}
