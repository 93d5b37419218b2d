import Testing

@Suite("Planted offenders: documentation")
struct PlantedDocumentationTests {
  private func lines(_ text: String) -> [Int] {
    DocumentationRule().offences(in: SourceTree(files: ["Sources/X/A.swift": text])).map(\.line)
  }

  @Test(
    "A declaration nobody explains",
    arguments: [
      "public struct A {", "package func a()", "package var b = 1", "public init(a: Int) {",
      "package static let c = 1", "public private(set) var d: Int", "package typealias E = Int",
      "@inlinable public func f()", "package static func > (a: A, b: A) -> Bool", "public enum G {",
      "package final class H {", "package mutating func i() {", "public protocol J {",
      "package subscript(a: Int) -> Int {",
    ])
  func undocumented(line: String) {
    #expect(lines("import X\n" + line) == [2])
    #expect(lines("// No docstring.\n" + line) == [2])
    #expect(lines("/// Too far away.\n\n" + line) == [3])
    #expect(lines("/// What it is.\n" + line) == [])
    #expect(lines("/// What it is.\n@available(*, unavailable)\n@inline(__always)\n" + line) == [])
  }

  @Test(
    "What needs no explanation",
    arguments: [
      "public static func == (a: A, b: A) -> Bool {",
      "package static func < (a: A, b: A) -> Bool {",
      "public func hash(into hasher: inout Hasher) {", "public var description: String {",
      "public init(from decoder: Decoder) throws {", "public func encode(to encoder: Encoder) {",
      "package static var vacant: A {", "package var timerDue: UInt64 {", "package init(a: Int) {",
      "package extension A {", "package import B", "  case a", "func b() {",
      "package(set) var c = 1", "private let package = 1",
    ])
  func exempt(line: String) {
    #expect(lines("import X\n" + line) == [])
  }

  @Test("Stored properties of rows, and only those")
  func rows() {
    let text = """
      /// A row.
      package struct TaskRow {
        package var next = 1
        package var status: Int { next }
      }
      /// Something else.
      package struct Other {
        package var next = 1
      }
      """
    #expect(lines(text) == [4, 8])
  }

  @Test("File names are their own explanation")
  func fileNames() {
    let text = "/// Names.\npackage enum StoreFileName {\n  package static let a = 1\n}"
    #expect(lines(text) == [])
    #expect(lines(text.replacing("StoreFileName", with: "Names")) == [3])
  }
}
