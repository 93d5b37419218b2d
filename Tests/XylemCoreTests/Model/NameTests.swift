import Testing
import XylemCore

@Suite("Names of tasks and queues")
struct NameTests {
  @Test("1 to 128 bytes, not characters")
  func lengths() throws {
    // A literal as the argument would make a name that traps instead of one that throws.
    let empty = ""
    let shortest = "a"
    #expect(throws: Refusal.self) { try QueueName(empty) }
    #expect(throws: Refusal.self) { try TaskName(empty) }
    #expect(try TaskName(shortest).text == shortest)
    let longest = String(repeating: "a", count: 128)
    #expect(try QueueName(longest).text == longest)
    #expect(throws: Refusal.self) { try QueueName(longest + "a") }
    #expect(try QueueName(String(repeating: "é", count: 64)).text.utf8.count == 128)
    #expect(throws: Refusal.self) { try TaskName(String(repeating: "é", count: 64) + "a") }
  }

  @Test("Control characters are refused", arguments: Array(UInt8(0)..<0x20) + [0x7f])
  func controls(byte: UInt8) {
    let character = String(UnicodeScalar(byte))
    #expect(throws: Refusal.self) { try QueueName("a" + character) }
    #expect(throws: Refusal.self) { try TaskName(character + "a") }
  }

  @Test("Everything else is a name", arguments: [" ", "..", "/", "a b", "日本", "🧵", "-", "\\"])
  func allowed(text: String) throws {
    #expect(try QueueName(text).description == text)
  }

  @Test("Two spellings that look alike stay two names")
  func spellings() throws {
    let composed = "caf\u{e9}"
    let decomposed = "cafe\u{301}"
    #expect(composed == decomposed)
    #expect(try QueueName(composed) != QueueName(decomposed))
    #expect(try TaskName(composed) != TaskName(decomposed))
    #expect(try Set([TaskName(composed), TaskName(decomposed)]).count == 2)
  }

  @Test("The same bytes are the same name, however the text was made")
  func equality() throws {
    let built = ["a", "b"].joined()
    #expect(try QueueName(built) == "ab")
    #expect(try Set([TaskName(built), "ab"]).count == 1)
  }
}
