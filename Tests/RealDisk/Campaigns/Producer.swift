import Foundation
import XylemCore

/// The process that `strace` watches: one producer, each task enqueued alone and then acknowledged
/// by a line.
struct Producer {
  static let tasks = 200
  private let path: String

  init(_ path: String) {
    self.path = path
  }

  func run() throws {
    let store = try DiskStore(path)
    // Preparation of segments is not the hot path; let it finish before the watch begins.
    Thread.sleep(forTimeInterval: 0.5)
    FileHandle.standardOutput.write(Data("begin\n".utf8))
    for number in 1...Self.tasks {
      let step = Step(.add, "task-\(number)", size: 100)
      _ = try store.run(.enqueue(WorkKind.enqueue(step, to: "lane-0")))
      FileHandle.standardOutput.write(Data("ack \(number)\n".utf8))
    }
    FileHandle.standardOutput.write(Data("end\n".utf8))
    store.close()
  }
}
