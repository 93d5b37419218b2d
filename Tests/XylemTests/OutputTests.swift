import Testing
import Xylem

@Suite(.timeLimit(.minutes(1)))
struct OutputTests {
  @Test
  func aWorkerCompletesATaskAndTheOutputArrives() async throws {
    try await ScratchStore.use { store in
      let task = try await store.enqueue(Doubling(number: 21))
      let output = try await store.working {
        Handler(Doubling.self) { task, _ in task.number * 2 }
      } _: {
        try await task.output
      }
      #expect(output == 42)
      #expect(try await store.status(of: task.id)?.status == .done)
    }
  }
}
