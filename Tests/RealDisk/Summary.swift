import Foundation

/// What a command counted: one `name: number` a line, and all of them once more as one JSON object
/// in the last line.
struct Summary {
  private let check: String
  private var counts: [(name: String, number: Int)] = []

  init(of check: String) { self.check = check }

  /// The count of this name, 0 before it is first set.
  subscript(name: String) -> Int {
    get { counts.first { $0.name == name }?.number ?? 0 }
    set {
      if let place = counts.firstIndex(where: { $0.name == name }) {
        counts[place].number = newValue
      } else {
        counts.append((name, newValue))
      }
    }
  }

  func print() {
    for count in counts { Swift.print("\(count.name): \(count.number)") }
    let fields = counts.map { #""\#($0.name)": \#($0.number)"# }
    Swift.print("{" + ([#""check": "\#(check)""#] + fields).joined(separator: ", ") + "}")
  }
}
