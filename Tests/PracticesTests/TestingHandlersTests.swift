import Testing
import XylemTesting

@Test func anOrderIsConfirmedOnce() async throws {
  let test = try await TestStore.open()
  let shop = Shop(test.store)

  try await shop.order("book", by: "ada")
  try await test.requireWaiting(ConfirmOrder.self) { $0.payload.customer == "ada" }

  let report = try await test.drain(for: .seconds(3600)) { shop.handlers }
  #expect(report.completed == 1)
  #expect(shop.mails == ["ada: book"])
}

@Test(arguments: [TestDelivery.once, .twice, .killedBeforeCommit])
func anOrderIsConfirmedOnceWhateverHappens(_ delivery: TestDelivery) async throws {
  let test = try await TestStore.open()
  let shop = Shop(test.store)
  try await shop.order("book", by: "ada")
  try await test.drain(delivery: delivery) { shop.handlers }
  #expect(shop.mails == ["ada: book"])
}

/// A mail that confirms an order.
struct ConfirmOrder: TaskPayload {
  static let name: TaskName = "order.confirm"
  var customer: String
  var item: String
}

/// The shop that the guide TestingHandlers tests: it takes orders, and confirms each of them once,
/// whatever happens to its tasks.
struct Shop: Sendable {
  private let store: TaskStore
  private let sent = Guarded<[String]>([])
  private let done = Guarded<Set<TaskID>>([])

  init(_ store: TaskStore) {
    self.store = store
  }

  var mails: [String] { sent.value }

  func order(_ item: String, by customer: String) async throws {
    try await store.enqueue(ConfirmOrder(customer: customer, item: item))
  }

  var handlers: [Handler] {
    [
      Handler(ConfirmOrder.self) { order, context in
        guard done.change({ $0.insert(context.id).inserted }) else { return }
        sent.change { $0.append("\(order.customer): \(order.item)") }
      }
    ]
  }
}
