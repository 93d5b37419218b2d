import Testing
import XylemCore

@testable import Xylem

/// Which handlers are told to stop, without a store.
@Suite(.timeLimit(.minutes(1)))
struct RunningTasksTests {
  private let running = RunningTasks(on: nil)

  private func token(_ counter: UInt32) -> LeaseToken {
    let reference = TaskReference(row: 1, generation: 1)
    let task = TaskID(milliseconds: 1, storeTag: 0, reference: reference)
    return LeaseToken(task: task, epoch: 1, counter: counter)
  }

  @Test
  func whoLostATaskIsToldWhenItIsTakenAgain() async {
    let (former, latter) = (Gate(), Gate())
    running.start(token(1)) {
      while !Task.isCancelled { await Task.yield() }
      former.open()
    }
    running.start(token(2)) {
      #expect(!Task.isCancelled)
      latter.open()
    }
    await former.wait()
    await latter.wait()
    #expect(running.end(token(1)) == .leaseLost)
    #expect(running.end(token(2)) == nil)
  }

  @Test
  func onlyTheFirstReasonCounts() async {
    let ended = Gate()
    running.start(token(1)) { [running] in
      while !Task.isCancelled { await Task.yield() }
      #expect(running.end(token(1)) == .stopping)
      ended.open()
    }
    running.cancel(token(1), .stopping)
    running.cancel(token(1), .leaseLost)
    await ended.wait()
  }
}
