import Testing

@testable import Xylem

/// The decisions of a worker, without a store or a thread.
struct WorkerStateMachineTests {
  typealias News = WorkerStateMachine.News

  @Test
  func itAsksAtOnceAndWaitsWhenThereIsNothing() {
    var machine = WorkerStateMachine(concurrency: 3)
    #expect(machine.handle(News()) == .take(3))
    #expect(machine.took(0, leased: 0, of: 3) == .wait)
    #expect(machine.handle(News()) == .wait)
    #expect(machine.handle(News(isReady: true)) == .take(3))
  }

  @Test
  func itAsksForFreeSlotsOnlyAndOnlyWhenThereMayBeMore() {
    var machine = WorkerStateMachine(concurrency: 3)
    _ = machine.handle(News())
    #expect(machine.took(3, leased: 3, of: 3) == .wait)
    #expect(!machine.isHungry)
    #expect(machine.handle(News(endedCount: 2)) == .take(2))
    #expect(machine.took(1, leased: 1, of: 2) == .wait)
    #expect(machine.handle(News(endedCount: 1)) == .wait)
    #expect(machine.handle(News(isReady: true)) == .take(2))
  }

  @Test
  func damagedTasksDoNotHideTheOthers() {
    var machine = WorkerStateMachine(concurrency: 2)
    _ = machine.handle(News())
    #expect(machine.took(0, leased: 2, of: 2) == .take(2))
    #expect(machine.took(1, leased: 1, of: 2) == .wait)
  }

  @Test
  func aTaskThatBecomesReadyWhileAllSlotsAreTakenIsRemembered() {
    var machine = WorkerStateMachine(concurrency: 2)
    _ = machine.handle(News())
    _ = machine.took(1, leased: 1, of: 2)
    #expect(machine.handle(News(isReady: true)) == .take(1))
    #expect(machine.took(0, leased: 0, of: 1) == .wait)
  }

  @Test
  func itFinishesOnceNothingRuns() {
    var machine = WorkerStateMachine(concurrency: 2)
    _ = machine.handle(News())
    _ = machine.took(2, leased: 2, of: 2)
    #expect(machine.handle(News(isReady: true, isStopped: true)) == .wait)
    #expect(machine.handle(News(endedCount: 1)) == .wait)
    #expect(machine.handle(News(endedCount: 1)) == .finish)
  }

  @Test
  func itFinishesAtOnceWhenItIsIdle() {
    var machine = WorkerStateMachine(concurrency: 2)
    #expect(machine.handle(News(isStopped: true)) == .finish)
    #expect(!machine.isHungry)
  }

  /// Every sequence of news up to a length: never too many slots, never a finish with a handler.
  @Test
  func invariantsHoldOnEveryPath() {
    func walk(_ machine: WorkerStateMachine, _ action: WorkerStateMachine.Action, _ depth: Int) {
      #expect(machine.runningCount <= machine.concurrency)
      if action == .finish { #expect(machine.isStopping && machine.runningCount == 0) }
      guard depth > 0, action != .finish else { return }
      if case .take(let limit) = action {
        #expect(!machine.isStopping && limit == machine.concurrency - machine.runningCount)
        for leased in 0...limit {
          for started in 0...leased {
            var next = machine
            let action = next.took(started, leased: leased, of: limit)
            walk(next, action, depth - 1)
          }
        }
        return
      }
      for ended in 0...machine.runningCount {
        for (isReady, isStopped) in [(false, false), (true, false), (false, true), (true, true)] {
          var next = machine
          let action = next.handle(
            News(isReady: isReady, endedCount: ended, isStopped: isStopped))
          walk(next, action, depth - 1)
        }
      }
    }
    var machine = WorkerStateMachine(concurrency: 2)
    let action = machine.handle(News())
    walk(machine, action, 5)
  }

  @Test
  func oneThatEndsWhenIdleFinishesOnceThereIsNothing() {
    var machine = WorkerStateMachine(concurrency: 2, endsWhenIdle: true)
    #expect(machine.handle(News()) == .take(2))
    #expect(machine.took(2, leased: 2, of: 2) == .wait)
    #expect(machine.handle(News(endedCount: 1)) == .take(1))
    #expect(machine.took(0, leased: 0, of: 1) == .wait)
    #expect(machine.handle(News(isReady: true)) == .take(1))
    #expect(machine.took(0, leased: 0, of: 1) == .wait)
    #expect(machine.handle(News(endedCount: 1)) == .finish)
  }

  @Test
  func oneThatEndsWhenIdleTakesWhatBecameReadyBeforeTheLastEnd() {
    var machine = WorkerStateMachine(concurrency: 1, endsWhenIdle: true)
    #expect(machine.handle(News()) == .take(1))
    #expect(machine.took(1, leased: 1, of: 1) == .wait)
    #expect(machine.handle(News(isReady: true, endedCount: 1)) == .take(1))
    #expect(machine.took(0, leased: 0, of: 1) == .finish)
  }
}
