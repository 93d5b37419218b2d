/// Counts brackets through masked code and remembers which braces are bodies of functions.
struct FunctionReader {
  private(set) var found: [FunctionSpan] = []
  private let isC: Bool
  private static let keywords: Set<Substring> = [
    "func", "init", "deinit", "subscript", "var", "let", "case",
  ]
  private var parentheses = 0
  /// For each open brace the function it belongs to, if it is one.
  private var open: [(name: String, line: Int)?] = []
  /// A signature whose body has not begun.
  private var pending: (name: String, line: Int)?
  private var last = UInt8(ascii: " ")

  /// A reader at the start of a file.
  init(isC: Bool) {
    self.isC = isC
  }

  /// Reads the next line, which has lost its comments and the inside of its literals.
  mutating func read(_ line: String, at index: Int) {
    if !isC, parentheses == 0 { notice(line, at: index) }
    for byte in line.utf8 where byte != UInt8(ascii: " ") {
      take(byte, at: index)
      last = byte
    }
  }

  private mutating func notice(_ line: String, at index: Int) {
    let words = line.split { " (<:{!?".contains($0) }
    guard let at = words.firstIndex(where: Self.keywords.contains) else { return }
    let isVariable = words[at] == "var"
    let isFunction = words[at] != "let" && words[at] != "case"
    // A stored property ends with its line, a computed one has its brace there.
    guard isFunction, !isVariable || line.contains("{") else { return pending = nil }
    let isNamed = isVariable || words[at] == "func"
    pending = (String(isNamed ? words[at...].prefix(2).last ?? "" : words[at]), index)
  }

  private mutating func take(_ byte: UInt8, at index: Int) {
    switch Unicode.Scalar(byte) {
    case "(", "[": parentheses += 1
    case ")", "]": parentheses -= 1
    case "{": begin(at: index)
    case "}": end(at: index)
    default: break
    }
  }

  private mutating func begin(at index: Int) {
    let isBody = isC ? open.isEmpty && last == UInt8(ascii: ")") : parentheses == 0
    open.append(isBody ? (isC ? ("function", index) : pending) : nil)
    if isBody { pending = nil }
  }

  private mutating func end(at index: Int) {
    if parentheses == 0 { pending = nil }
    guard let function = open.popLast() ?? nil else { return }
    found.append(FunctionSpan(name: function.name, lines: function.line...index))
  }
}
