/// Which bytes of a source text are code, comment or the inside of a literal.
///
/// A small lexer for Swift and C: nested block comments, raw and multi-line strings, and code
/// within interpolations. It knows regex literals only between `#/` and `/#`.
struct SourceMask {
  /// What a byte belongs to.
  enum Kind: UInt8 { case code, comment, literal }

  private let bytes: [UInt8]
  private(set) var kinds: [Kind]
  private var at = 0
  private let isC: Bool

  /// Reads the whole `text`; `isC` makes apostrophes quote characters and block comments end once.
  init(_ text: String, isC: Bool) {
    bytes = Array(text.utf8)
    kinds = Array(repeating: .code, count: bytes.count)
    self.isC = isC
    while at < bytes.count { step() }
  }

  /// The text with everything but `wanted` replaced by blanks, so that lines keep their places.
  func text(keeping wanted: Set<Kind>) -> String {
    let kept = zip(bytes, kinds).map { byte, kind in
      wanted.contains(kind) || byte == UInt8(ascii: "\n") ? byte : UInt8(ascii: " ")
    }
    return String(decoding: kept, as: UTF8.self)
  }

  /// The only bytes with which anything but code can begin.
  private static let starters = Array("/\"'#".utf8)

  private mutating func step() {
    guard Self.starters.contains(bytes[at]) else {
      at += 1
      return
    }
    if starts("//") { return skipLineComment() }
    if starts("/*") { return skipBlockComment() }
    if isC, starts("'") {
      at += 1
      return skipBody(ending: "'", hashes: 0)
    }
    let hashes = bytes[at...].prefix { $0 == UInt8(ascii: "#") }.count
    if let quote = ["\"\"\"", "\"", "/"].first(where: { starts($0, after: hashes) }),
      quote != "/" || hashes > 0
    {
      at += hashes + quote.utf8.count
      return skipBody(ending: quote, hashes: hashes)
    }
    at += max(1, hashes)
  }

  private func starts(_ word: String, after skipped: Int = 0) -> Bool {
    bytes[at...].dropFirst(skipped).starts(with: word.utf8)
  }

  private mutating func skipLineComment() {
    let end = bytes[at...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
    take(end - at, as: .comment)
  }

  private mutating func take(_ count: Int, as kind: Kind) {
    for _ in 0..<count where at < bytes.count {
      kinds[at] = kind
      at += 1
    }
  }

  private mutating func skipBlockComment() {
    var depth = 0
    repeat {
      if starts("/*"), depth == 0 || !isC {
        depth += 1
        take(2, as: .comment)
      } else if starts("*/") {
        depth -= 1
        take(2, as: .comment)
      } else {
        take(1, as: .comment)
      }
    } while depth > 0 && at < bytes.count
  }

  private mutating func skipBody(ending quote: String, hashes: Int) {
    let fence = String(repeating: "#", count: hashes)
    let escape = quote == "/" ? "\\" : "\\" + fence
    while at < bytes.count, !starts(quote + fence) {
      // A plain string ends with its line; a lost quote must not swallow the rest of the file.
      if quote.utf8.count == 1, starts("\n") { return }
      if !isC, quote != "/", starts(escape + "(") {
        skipInterpolation(escape.utf8.count)
      } else {
        take(starts(escape) ? escape.utf8.count + 1 : 1, as: .literal)
      }
    }
    at += quote.utf8.count + hashes
  }

  private mutating func skipInterpolation(_ escape: Int) {
    take(escape, as: .literal)
    var depth = 0
    repeat {
      if starts("(") { depth += 1 }
      if starts(")") { depth -= 1 }
      step()
    } while depth > 0 && at < bytes.count
  }
}
