import Testing
import Xylem

struct ImageSize: Codable {
  var width: Int
  var height: Int
}

struct ResizeImage: TaskPayload {
  static let name: TaskName = "images.resize"
  static let options = TaskOptions(
    queue: "images",
    retry: .exponential(base: .seconds(2), cap: .seconds(300), attempts: 4),
    timeLimit: .seconds(30))
  typealias Output = ImageSize

  var path: String

  func validate() throws {
    if path.isEmpty { throw PermanentFailure("an image needs a path") }
  }
}

struct SendMail: TaskPayload {
  static let name: TaskName = "mail.send"
  static let options = TaskOptions(queue: "mail")
  var to: String
}

/// The examples of the guide GettingStarted, in its order, on one store.
struct GettingStartedTests {
  private let sent = Guarded<[String]>([])

  private func resize(_ path: String) async throws -> ImageSize {
    if path == "broken.jpg" { throw PermanentFailure("not an image") }
    return ImageSize(width: path.count, height: 1)
  }

  private func send(_ mail: SendMail) async throws {
    sent.change { $0.append(mail.to) }
  }

  @Test func theWholeOfItOnOnePage() async throws {
    let scratch = try ScratchDirectory()
    let path = scratch.path + "/tasks"
    let store = try await TaskStore.open(path, namespace: "shop", environment: "production")

    let paths = ["x.jpg", "y.jpg"]
    let task = try await store.enqueue(ResizeImage(path: "a.jpg"))

    try await store.enqueue(ResizeImage(path: "b.jpg"), priority: 7, delay: .seconds(60))
    try await store.enqueue(ResizeImage(path: "c.jpg"), unique: .untilFinished("resize:c.jpg"))
    try await store.enqueue(contentsOf: paths.map(ResizeImage.init))

    let old = try await store.enqueue(ResizeImage(path: "old.jpg"), delay: .seconds(60))
    try await store.commit { batch in
      batch.enqueue(ResizeImage(path: "d.jpg"))
      batch.enqueue(SendMail(to: "d@example.com"))
      batch.cancel(old.id)
    }

    let broken = try await store.enqueue(ResizeImage(path: "broken.jpg"))

    let worker = Worker(store, queues: ["images": 3, "mail": 1], concurrency: 8) {
      Handler(ResizeImage.self) { task, context in
        try await resize(task.path)
      }
      Handler(SendMail.self) { task, context in
        try await send(task)
      }
    }
    let work = Task { try await worker.run() }

    let size = try await task.output
    #expect(size.width == 5)

    let text = task.id.description
    if let id = TaskID(text) {
      let size = try await store.handle(for: id, of: ResizeImage.self).output
      print(size.width, size.height)
    }
    await #expect(throws: TaskFailure.self) { try await broken.output }

    for letter in try await store.deadLetters(queue: "images") {
      print(letter.id, letter.reason, letter.message)
      try await store.replay(letter.id)
    }

    while sent.value.isEmpty { await Task.yield() }

    try await store.pause(queue: "mail")
    try await store.resume(queue: "mail")

    let numbers = try await store.statistics()
    print(numbers.total.ready, numbers.queues["images"]?.dead ?? 0)

    work.cancel()
    try await work.value
    await store.close()

    #expect(numbers.total.cancelled == 1 && numbers.total.delayed == 1)
    #expect(sent.value == ["d@example.com"])
  }
}
