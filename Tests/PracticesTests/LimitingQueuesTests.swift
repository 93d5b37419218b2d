import Testing
import XylemTesting

/// The example of the guide LimitingQueues.
struct LimitingQueuesTests {
  @Test func aQueueIsLimited() async throws {
    let test = try await TestStore.open()
    let store = test.store

    try await store.limit(
      queue: "mail", to: .rate(100, per: .seconds(1), burst: 10).concurrency(5))
    let use = try #require(try await store.limit(of: "mail"))
    print(use.limit, use.leased, use.wait)
    try await store.limit(queue: "mail", to: .concurrency(2))
    try await store.limit(queue: "mail", to: nil)

    #expect(use.leased == 0 && use.wait == .zero)
    #expect(try await store.limit(of: "mail") == nil)
  }
}
