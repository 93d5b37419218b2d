import Foundation
import Xylem

/// The story: enqueue, work, crash, recover, finish, compare.
struct Demonstration {
  let walk: FileWalk
  let storePath: String

  func run() async throws -> Report {
    let start = Date.now
    let paths = walk.paths()
    guard !paths.isEmpty else {
      throw Exit(code: 66, message: "there are no files below \(walk.directory.path)")
    }
    let progress = ProgressBar(count: paths.count)

    // Enqueue a task for each file; they are durable when this returns.
    var store = try await TaskStore.open(storePath)
    let tasks = try await store.enqueue(contentsOf: paths.map(DigestFile.init)).map(\.id)
    var report = Report()
    report.syncs = try await store.statistics().log.syncs
    await store.close()

    // Let another process work on them, and kill it half-way.
    try await WorkerProcess(store: storePath).kill(afterTasks: (tasks.count + 1) / 2, progress)

    // Recover and finish.
    let reopening = ContinuousClock.now
    store = try await TaskStore.open(storePath)
    report.recoveryMs = (ContinuousClock.now - reopening) / .milliseconds(1)
    let handles = tasks.map { store.handle(for: $0, of: DigestFile.self) }
    let results = try await finish(handles, in: store, progress)
    report.tasksPerSecond = Double(results.count) / -start.timeIntervalSinceNow

    // Compare what the store says with what the files say.
    try await report.count(handles, in: store)
    report.lost = lost(Dictionary(zip(paths, results)) { _, last in last }, since: start)
    await store.close()
    return report
  }

  /// Runs a worker until every task has ended.
  private func finish(
    _ tasks: [TaskHandle<DigestFile>], in store: TaskStore, _ progress: ProgressBar
  ) async throws -> [Result<FileDigest, TaskFailure>] {
    let worker = Worker(store, queues: ["files": 1], concurrency: 16) {
      Handler(DigestFile.self, DigestFile.digest)
    }
    let run = Task { try await worker.run() }
    var results: [Result<FileDigest, TaskFailure>] = []
    for task in tasks {
      do { results.append(.success(try await task.output)) } catch let failure as TaskFailure {
        results.append(.failure(failure))
      }
      progress.show(results.count, "ended")
    }
    progress.end()
    run.cancel()
    try await run.value
    return results
  }

  /// How many files that are there now have neither their digest nor a dead letter in the store.
  /// A file that was written to since the start may have another digest now, so it does not count.
  private func lost(
    _ results: [String: Result<FileDigest, TaskFailure>], since start: Date
  ) -> Int {
    walk.paths(unchangedSince: start).count { path in
      switch results[path] {
      case .success(let digest): digest != (try? FileDigest(readingFileAt: path))
      case .failure(.dead): false
      case .failure, nil: true
      }
    }
  }
}
