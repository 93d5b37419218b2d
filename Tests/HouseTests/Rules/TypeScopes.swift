/// Which type each line belongs to.
struct TypeScopes {
  private static let keywords: Set = ["struct", "class", "enum", "actor", "protocol", "extension"]

  /// The innermost type around each line, as the line begins.
  private(set) var owners: [String?] = []
  private var open: [(name: String, depth: Int)] = []
  private var announced: String?
  private var depth = 0

  /// Reads code without comments and literals.
  init(code: [String]) {
    for line in code {
      owners.append(open.last?.name)
      read(line)
    }
  }

  private mutating func read(_ line: String) {
    let words = line.split { !$0.isLetter && !$0.isNumber && $0 != "_" }.map(String.init)
    let place = words.firstIndex(where: Self.keywords.contains) ?? words.endIndex
    if words.count > place + 1, words[place + 1] != "func" { announced = words[place + 1] }
    for character in line {
      if character == "{" { enter() }
      if character == "}" { leave() }
    }
  }

  private mutating func enter() {
    depth += 1
    if let name = announced { open.append((name, depth)) }
    announced = nil
  }

  private mutating func leave() {
    if open.last?.depth == depth { open.removeLast() }
    depth -= 1
  }
}
