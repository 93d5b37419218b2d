import Foundation
import Testing
import Xylem

/// How tasks die, what is kept of them, and how they come back.
@Suite(.timeLimit(.minutes(1)))
struct DeadLetterTests {
  @Test
  func aPermanentFailureIsADeadLetterThatCanBeReplayed() async throws {
    try await ScratchStore.use { store in
      let task = try await store.enqueue(Doubling(number: 4))
      let isRepaired = Gate()
      try await store.working {
        Handler(Doubling.self) { task, _ in
          guard isRepaired.count > 0 else { throw PermanentFailure("broken") }
          return task.number * 2
        }
      } _: {
        await #expect(throws: TaskFailure.dead(.permanentFailure, message: "broken")) {
          try await task.output
        }
        let letter = try #require(try await store.deadLetters(queue: "numbers").first)
        #expect(letter.id == task.id)
        #expect(letter.name == "double")
        #expect(letter.queue == "numbers")
        #expect(letter.reason == .permanentFailure)
        #expect(letter.message == "broken")
        #expect(letter.payload == Array(#"{"number":4}"#.utf8))
        #expect(letter.attempts == 1)
        isRepaired.open()
        try await store.replay(letter.id)
        #expect(try await task.output == 8)
      }
      #expect(try await store.deadLetters().isEmpty)
    }
  }

  @Test
  func theLastAttemptKills() async throws {
    try await ScratchStore.use { store in
      let task = try await store.enqueue(Failing())
      let attempts = Recorder<Int>()
      try await store.working {
        Handler(Failing.self) { _, context in
          attempts.append(context.attempt)
          throw NegativeNumber()
        }
      } _: {
        await #expect(
          throws: TaskFailure.dead(.attemptsExhausted, message: "NegativeNumber()")
        ) { try await task.output }
      }
      #expect(attempts.values == [1, 2, 3])
    }
  }

  @Test
  func whatCannotBeDecodedOrIsNotValidDiesAtOnce() async throws {
    try await ScratchStore.use { store in
      let misshapen = try await store.enqueue(Misshapen())
      let negative = try await store.enqueue(Unchecked(number: -1))
      try await store.working {
        Handler(Doubling.self) { _, _ in 0 }
      } _: {
        for id in [misshapen.id, negative.id] {
          await #expect {
            try await store.handle(for: id, of: Doubling.self).output
          } throws: {
            guard case .dead(.permanentFailure, let message)? = $0 as? TaskFailure else {
              return false
            }
            return message.hasPrefix("the payload ")
          }
        }
      }
      #expect(try await store.deadLetters(queue: "numbers", limit: 1).count == 1)
      #expect(try await store.deadLetters(limit: 10).map(\.attempts) == [1, 1])
    }
  }

  @Test
  func whatIsDamagedOnDiskDiesUnread() async throws {
    let scratch = try ScratchStore()
    let store = try await scratch.open()
    let damaged = try await store.enqueue(Note(text: "to be damaged"))
    let whole = try await store.enqueue(Kept())
    try scratch.damage("to be damaged")
    try await store.working {
      Handler(Note.self) { _, _ in Issue.record("a damaged payload was delivered") }
      Handler(Kept.self) { _, _ in "" }
    } _: {
      _ = try await whole.output
      await #expect {
        try await damaged.output
      } throws: {
        if case .dead(.unreadable, _)? = $0 as? TaskFailure { true } else { false }
      }
    }
    let letter = try #require(try await store.deadLetters().first)
    #expect(letter.name == "note")
    #expect(letter.payload == nil)
    try await store.discard(letter.id)
    await store.close()
  }

  @Test
  func aDiscardedLetterIsGone() async throws {
    try await ScratchStore.use { store in
      let task = try await store.enqueue(Failing())
      await #expect(throws: StoreError.refused(.wrongStatus(.ready))) {
        try await store.discard(task.id)
      }
      await #expect(throws: StoreError.refused(.wrongStatus(.ready))) {
        try await store.replay(task.id)
      }
      try await store.working {
        Handler(Failing.self) { _, _ in throw PermanentFailure("") }
      } _: {
        await #expect(throws: TaskFailure.self) { try await task.output }
      }
      try await store.discard(task.id)
      await #expect(throws: TaskFailure.notKept) { try await task.output }
      await #expect(throws: StoreError.refused(.unknownTask(task.id))) {
        try await store.replay(task.id)
      }
    }
  }

  @Test
  func aQueueNobodyKnowsHasNoLetters() async throws {
    try await ScratchStore.use { store in
      let letters = try await store.deadLetters(queue: "none")
      #expect(letters.isEmpty)
    }
  }
}
