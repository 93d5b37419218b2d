import Testing
import Xylem

/// The examples of the guide VerifyAndSalvage.
struct VerifyAndSalvageTests {
  @Test func aClosedStoreIsVerifiedAndSalvaged() async throws {
    let scratch = try ScratchDirectory()
    let path = scratch.path + "/tasks"
    let newPath = scratch.path + "/salvaged"
    let store = try await TaskStore.open(path)
    let task = try await store.enqueue(SendMail(to: "ada@example.com"))
    await store.close()

    let report = try await TaskStore.verify(path)
    print("\(report.tasks) tasks, \(report.bytes) bytes, \(report.damages.count) damaged places")
    for damage in report.damages {
      print("\(damage.file) at \(damage.offset): \(damage.what), touches \(damage.taskCount) tasks")
    }
    #expect(report.isSound && report.tasks == 1)

    let salvage = try await TaskStore.salvage(path, into: newPath)
    print("\(salvage.tasks) tasks salvaged")
    for loss in salvage.losses {
      print("\(loss.reason): \(loss.task.id.map { "\($0)" } ?? "id not known")")
    }
    #expect(salvage.tasks == 1 && salvage.losses.isEmpty && salvage.newID(of: task.id) != nil)
  }
}
