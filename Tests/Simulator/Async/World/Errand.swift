import Xylem

/// A payload of a simulated program.
protocol Errand: TaskPayload {
  static var kind: ErrandKind { get }
  var freight: Freight { get }
  init(freight: Freight)
  static func handler(_ body: @escaping @Sendable (Freight, TaskContext) async throws -> [Int])
    -> Handler
}

extension Errand where Output == [Int] {
  static func handler(
    _ body: @escaping @Sendable (Freight, TaskContext) async throws -> [Int]
  ) -> Handler {
    Handler(Self.self) { errand, context in try await body(errand.freight, context) }
  }
}

extension Errand where Output == NoOutput {
  static func handler(
    _ body: @escaping @Sendable (Freight, TaskContext) async throws -> [Int]
  ) -> Handler {
    Handler(Self.self) { errand, context in _ = try await body(errand.freight, context) }
  }
}

struct Letter: Errand {
  static let name: TaskName = "letter"
  static let kind = ErrandKind.letter
  static let options = TaskOptions(
    queue: "mail", retry: .fixed(.milliseconds(40), attempts: 3))
  let freight: Freight
}

struct Parcel: Errand {
  typealias Output = [Int]
  static let name: TaskName = "parcel"
  static let kind = ErrandKind.parcel
  static let options = TaskOptions(
    queue: "parcels",
    retry: .exponential(
      base: .milliseconds(10), factor: 2, cap: .milliseconds(200), jitter: .full, attempts: 4),
    resultRetention: .seconds(30))
  let freight: Freight
}

struct Telegram: Errand {
  typealias Output = [Int]
  static let name: TaskName = "telegram"
  static let kind = ErrandKind.telegram
  static let options = TaskOptions(
    queue: "mail", retry: .fixed(.milliseconds(5), attempts: 2), timeLimit: .milliseconds(250),
    priority: 8)
  let freight: Freight
}

struct Pigeon: Errand {
  static let name: TaskName = "pigeon"
  static let kind = ErrandKind.pigeon
  static let options = TaskOptions(queue: "wild", retry: .never, deliveryLimit: 3)
  let freight: Freight
}
