import Foundation
import Testing
import XylemStorage

@Suite("Locks and threads")
struct LockTests {
  /// A counter that is wrong as soon as two threads are inside at once.
  private final class Counter: Sendable {
    let lock = Lock()
    let changed = Condition()
    nonisolated(unsafe) var value = 0
  }

  @Test func oneThreadAtATime() throws {
    let counter = Counter()
    let threads = try (0..<8).map { index in
      try WorkThread(name: "count \(index)") {
        for _ in 0..<10_000 { counter.lock.withLock { counter.value += 1 } }
      }
    }
    for thread in threads { thread.join() }
    #expect(counter.lock.withLock { counter.value } == 80_000)
  }

  @Test func withLockGivesBackAfterAnError() {
    let lock = Lock()
    #expect(throws: StorageError.missing(path: "x")) {
      try lock.withLock { () throws(StorageError) in throw .missing(path: "x") }
    }
    #expect(lock.withLock { 1 } == 1)
  }

  @Test func signalsPassATurnBackAndForth() throws {
    let counter = Counter()
    let threads = try (0..<2).map { parity in
      try WorkThread(name: "turn") {
        counter.lock.withLock {
          while counter.value < 2_000 {
            if counter.value % 2 == parity { counter.value += 1 }
            counter.changed.broadcast()
            if counter.value < 2_000 { counter.changed.wait(counter.lock) }
          }
          counter.changed.signal()
        }
      }
    }
    for thread in threads { thread.join() }
    #expect(counter.value == 2_000)
  }

  @Test func waitingEndsWithItsTime() {
    let counter = Counter()
    let start = SystemTimeSource().steadyMilliseconds()
    counter.lock.withLock {
      // A wake-up without a signal is allowed, so one early return proves nothing.
      while counter.changed.wait(counter.lock, timeoutMilliseconds: 20) {}
    }
    #expect(SystemTimeSource().steadyMilliseconds() >= start + 19)
  }

  @Test func waitingForeverStillHearsASignal() throws {
    let counter = Counter()
    let thread = try WorkThread(name: "waiter") {
      counter.lock.withLock {
        while counter.value == 0 { counter.changed.wait(counter.lock, timeoutMilliseconds: .max) }
      }
    }
    counter.lock.withLock {
      counter.value = 1
      counter.changed.signal()
    }
    thread.join()
    thread.join()
  }

  @Test func programSignalsStayAway() throws {
    let counter = Counter()
    let thread = try WorkThread(name: "quiet") {
      var blocked = sigset_t()
      pthread_sigmask(SIG_BLOCK, nil, &blocked)
      counter.value = Int(sigismember(&blocked, SIGTERM)) - Int(sigismember(&blocked, SIGSEGV))
    }
    thread.join()
    #expect(counter.value == 1)
  }

  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/proc/thread-self/comm")))
  func aThreadHasTheBeginningOfItsName() throws {
    nonisolated(unsafe) var name: String?
    let thread = try WorkThread(name: "xylem commit thread") {
      name = try? String(contentsOfFile: "/proc/thread-self/comm", encoding: .utf8)
    }
    thread.join()
    #expect(name == "xylem commit th\n")
  }

  @Test func aForgottenThreadRunsOn() throws {
    let counter = Counter()
    _ = try WorkThread(name: "forgotten") {
      counter.lock.withLock {
        counter.value = 1
        counter.changed.signal()
      }
    }
    counter.lock.withLock { while counter.value == 0 { counter.changed.wait(counter.lock) } }
  }
}
