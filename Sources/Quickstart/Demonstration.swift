import Foundation
import Xylem

/// The story: enqueue, work, crash, recover, finish, compare.
struct Demonstration {
  let walk: FileWalk
  let storePath: String

  func run() async throws -> Report {
    let paths = walk.paths()
    guard !paths.isEmpty else {
      throw Exit(code: 66, message: "there are no files below \(walk.directory.path)")
    }
    let progress = Progress(count: paths.count)
    let clock = ContinuousClock()
    let start = clock.now

    // Enqueue a task for each file; they are durable when this returns.
    var store = try await TaskStore.open(storePath)
    let tasks = try await store.enqueue(contentsOf: paths.map(DigestFile.init))
    let firstSyncs = try await store.statistics().log.syncs
    await store.close()

    // Let another process work on them, and kill it half-way.
    try await WorkerProcess(store: storePath).kill(afterTasks: (tasks.count + 1) / 2, progress)

    // Recover and finish.
    let reopening = clock.now
    store = try await TaskStore.open(storePath)
    let recovery = clock.now - reopening
    let handles = tasks.map { store.handle(for: $0.id, of: DigestFile.self) }
    let results = try await finish(handles, in: store, progress)
    let elapsed = clock.now - start

    // Compare what the store says with what the files say.
    let total = try await store.statistics().total
    var report = Report(enqueued: Int(total.enqueued), completed: Int(total.completed))
    report.dead = Int(total.dead)
    report.redelivered = try await redelivered(handles, in: store)
    report.lost = lost(Dictionary(uniqueKeysWithValues: zip(paths, results)))
    report.recoveryMs = recovery / .milliseconds(1)
    report.tasksPerSecond = Double(results.count) / (elapsed / .seconds(1))
    report.syncs = Int(try await store.statistics().log.syncs + firstSyncs)
    await store.close()
    return report
  }

  /// Runs a worker until every task has ended; what each ended with is in the store.
  private func finish(
    _ tasks: [TaskHandle<DigestFile>], in store: TaskStore, _ progress: Progress
  ) async throws -> [Result<FileDigest, TaskFailure>] {
    let worker = Worker(store, queues: ["files": 1], concurrency: 4) {
      Handler(DigestFile.self, DigestFile.digest)
    }
    let run = Task { try await worker.run() }
    var results: [Result<FileDigest, TaskFailure>] = []
    for task in tasks {
      do { results.append(.success(try await task.output)) } catch let failure as TaskFailure {
        results.append(.failure(failure))
      }
      progress.show(results.count, "recovered")
    }
    progress.end()
    run.cancel()
    try await run.value
    return results
  }

  /// How many tasks were delivered more than once, because the process that had them was killed.
  private func redelivered(
    _ tasks: [TaskHandle<DigestFile>], in store: TaskStore
  ) async throws -> Int {
    var count = 0
    for task in tasks where try await store.status(of: task.id)?.deliveries ?? 0 > 1 { count += 1 }
    return count
  }

  /// How many files that are there now have neither their digest nor a dead letter in the store.
  private func lost(_ results: [String: Result<FileDigest, TaskFailure>]) -> Int {
    walk.paths().count { path in
      switch results[path] {
      case .success(let digest): digest != (try? FileDigest(readingFileAt: path))
      case .failure(.dead): false
      case .failure, nil: true
      }
    }
  }
}
