import Foundation
import Xylem

/// A process of its own that works on the tasks, and is killed in the middle of it.
struct WorkerProcess {
  let store: String

  /// What that process does: work, and write a line for each file that was read.
  static func main(store path: String) async throws {
    endWithParent()
    let store = try await TaskStore.open(path)
    let worker = Worker(store, queues: ["files": 1], concurrency: 16) {
      Handler(DigestFile.self) { task, context in
        defer { FileHandle.standardOutput.write(Data("\n".utf8)) }
        return try await DigestFile.digest(task, context)
      }
    }
    try await worker.run()
  }

  /// Starts the process and kills it once it reports `count` tasks, or ends by itself.
  func kill(afterTasks count: Int, _ progress: ProgressBar) async throws {
    let process = Process()
    let (input, output) = (Pipe(), Pipe())
    process.executableURL = Bundle.main.executableURL
    process.arguments = ["--work", store]
    process.standardInput = input
    process.standardOutput = output
    try process.run()
    var done = 0
    for await lines in Self.lineCounts(of: output.fileHandleForReading) {
      done += lines
      progress.show(done, "done")
      if done >= count { break }
    }
    Foundation.kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
    progress.say("killed the worker process after \(done) of \(progress.count) tasks")
  }

  /// How many lines come, as they come.
  private static func lineCounts(of file: FileHandle) -> AsyncStream<Int> {
    AsyncStream { continuation in
      file.readabilityHandler = { file in
        let bytes = file.availableData
        continuation.yield(bytes.count { $0 == UInt8(ascii: "\n") })
        if bytes.isEmpty { continuation.finish() }
      }
      continuation.onTermination = { _ in file.readabilityHandler = nil }
    }
  }

  /// Ends this process when its parent is gone, which closes the other end of the input.
  private static func endWithParent() {
    Thread.detachNewThread {
      _ = FileHandle.standardInput.readDataToEndOfFile()
      exit(0)
    }
  }
}
