import Foundation
import Testing
import Xylem

/// The page on verifying and salvaging, as a user would follow it.
@Suite(.timeLimit(.minutes(1)))
struct ExaminationTests {
  @Test
  func theGuideWorks() async throws {
    let scratch = try ScratchStore()
    let store = try await scratch.open()
    let intact = try await store.enqueue(Note(text: "intact"))
    let spoiled = try await store.enqueue(Note(text: "spoiled"))
    await #expect(throws: StoreError.busy(path: scratch.path)) {
      try await TaskStore.verify(scratch.path)
    }
    await store.close()
    #expect(try await TaskStore.verify(scratch.path).isSound)
    try scratch.damage("spoiled")

    let report = try await TaskStore.verify(scratch.path)
    print("\(report.tasks) tasks, \(report.bytes) bytes, \(report.damages.count) damaged places")
    for damage in report.damages {
      print("\(damage.file) at \(damage.offset): \(damage.what), touches \(damage.taskCount) tasks")
    }
    #expect(report.damages.count == 1)
    #expect(report.damages.first?.tasks.first?.lowerHalf == spoiled.id.low)
    #expect(report.refusal == nil)

    let saved = scratch.path + "-salvaged"
    defer { try? FileManager.default.removeItem(atPath: saved) }
    let salvage = try await TaskStore.salvage(scratch.path, into: saved)
    print("\(salvage.tasks) tasks salvaged")
    for loss in salvage.losses {
      print("\(loss.reason): \(loss.task.id.map { "\($0)" } ?? "id not known")")
    }
    #expect(salvage.tasks == 1)
    #expect(salvage.losses.map(\.reason) == [.unreadable])

    let new = try await TaskStore.open(saved)
    let id = try #require(salvage.newID(of: intact.id))
    #expect(try await new.status(of: id)?.status == .ready)
    #expect(salvage.newID(of: spoiled.id) == nil)
    await new.close()
    withExtendedLifetime(scratch) {}
  }
}
