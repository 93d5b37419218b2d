import Testing
import XylemCore

@Suite("Task ids")
struct TaskIDTests {
  private static let reference = TaskReference(row: 0x8765_4321, generation: 0x2abc_def0)
  private static let id = TaskID(
    milliseconds: 0x0123_4567_89ab, storeTag: 0xfed, reference: reference)

  @Test("An id is a UUID of version 7 and variant 1")
  func layout() {
    #expect(Self.id.description == "01234567-89ab-7fed-aabc-def087654321")
    #expect(Self.id.milliseconds == 0x0123_4567_89ab)
    #expect(Self.id.storeTag == 0xfed)
    #expect(Self.id.reference == Self.reference)
  }

  @Test("The fields keep to their bits")
  func extremes() {
    let id = TaskID(
      milliseconds: Limits.instantMillisecondsMax, storeTag: .max,
      reference: TaskReference(row: .max, generation: .max))
    #expect(id.description == "ffffffff-ffff-7fff-bfff-ffffffffffff")
    #expect(id.storeTag == 0xfff)
    #expect(id.reference.generation == TaskReference.generationMask)
  }

  @Test("What was written is read")
  func roundTrip() {
    var generator = SplitMix64(seed: 3)
    for _ in 0..<10_000 {
      let id = TaskID(high: generator.next(), low: generator.next())
      #expect(TaskID(id.description) == id)
      #expect(TaskID(id.description.uppercased()) == id)
    }
  }

  @Test(
    "Anything else is no id",
    arguments: [
      "", "-", "01234567-89ab-7fed-aabc-def08765432", "01234567-89ab-7fed-aabc-def0876543210",
      "01234567-89ab-7fed-aabc-def08765432g", " 01234567-89ab-7fed-aabc-def087654321",
      "0123456789ab7fedaabcdef087654321", "0-1234567-89ab-7fed-aabc-def08765432",
      "01234567-89ab-7fed-aabc-def087654321-", "01234567-89ab-7fed-aabc-def08765432１",
    ])
  func malformed(text: String) {
    #expect(TaskID(text) == nil)
  }

  @Test("Ids sort by time, and their texts sort alike")
  func ordering() {
    var generator = SplitMix64(seed: 4)
    for _ in 0..<1000 {
      let early = UInt64.random(in: 0..<Limits.instantMillisecondsMax, using: &generator)
      let late = UInt64.random(in: early + 1...Limits.instantMillisecondsMax, using: &generator)
      let first = TaskID(milliseconds: early, storeTag: 0xfff, reference: Self.reference)
      let second = TaskID(
        milliseconds: late, storeTag: 0, reference: TaskReference(row: 0, generation: 0))
      #expect(first < second)
      #expect(!(second < first))
      #expect(first.description < second.description)
    }
  }
}
