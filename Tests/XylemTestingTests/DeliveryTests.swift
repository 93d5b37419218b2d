import Testing
import XylemTesting

/// What goes wrong on purpose.
struct DeliveryTests {
  private func drain(
    _ delivery: TestDelivery, concurrency: Int = 1
  ) async throws -> (TestStore, DrainReport, Notes) {
    let test = try await TestStore.open()
    let notes = Notes()
    for name in ["ada", "bob", "eve"] { try await test.store.enqueue(SendMail(to: name)) }
    let report = try await test.drain(concurrency: concurrency, delivery: delivery) {
      Handler(SendMail.self) { mail, context in notes.add("\(mail.to) \(context.delivery)") }
    }
    return (test, report, notes)
  }

  @Test(arguments: [1, 3])
  func everyTaskRunsTwice(concurrency: Int) async throws {
    let (test, report, notes) = try await drain(.twice, concurrency: concurrency)
    #expect(report.runs == 6 && report.completed == 3 && report.kills == 0)
    #expect(
      notes.all.sorted() == ["ada 1", "ada 2", "bob 1", "bob 2", "eve 1", "eve 2"])
    #expect(try await test.waiting(SendMail.self).isEmpty)
  }

  @Test func theProcessDiesBetweenEffectAndCommit() async throws {
    let (test, report, notes) = try await drain(.killedBeforeCommit)
    #expect(report.kills == 3 && report.completed == 3)
    #expect(report.runs == 6)
    #expect(
      notes.all.sorted() == ["ada 1", "ada 2", "bob 1", "bob 2", "eve 1", "eve 2"])
    let statistics = try await test.store.statistics()
    #expect(statistics.total.completed == 3 && statistics.total.retried == 0)
  }

  @Test func severalDieTogether() async throws {
    let (_, report, notes) = try await drain(.killedBeforeCommit, concurrency: 3)
    #expect((1...3).contains(report.kills) && report.completed == 3)
    #expect(Set(notes.all.map { $0.prefix(3) }) == ["ada", "bob", "eve"])
  }

  @Test func killingLosesNothingThatWasAcknowledged() async throws {
    let test = try await TestStore.open()
    let before = test.store
    try await before.enqueue(SendMail(to: "ada"))
    try await test.kill()
    #expect(try await test.waiting(SendMail.self).count == 1)
    await #expect(throws: StoreError.self) { try await before.enqueue(SendMail(to: "bob")) }
    try await test.store.enqueue(SendMail(to: "bob"))
    #expect(try await test.drain { Handler(SendMail.self) { _, _ in } }.completed == 2)
  }
}
