import Testing

@testable import Xylem

/// What becomes of a task, for every way in which its handler can end.
struct VerdictTests {
  private let success = Result<[UInt8], any Error>.success([1])

  private func verdict(
    _ error: any Error, cancelled reason: RunningTasks.CancelReason? = nil
  ) -> Verdict {
    Verdict(.failure(error), cancelled: reason)
  }

  @Test
  func aResultCompletes() {
    #expect(Verdict(success, cancelled: nil) == .complete([1]))
    #expect(Verdict(success, cancelled: .stopping) == .complete([1]))
    #expect(Verdict(success, cancelled: .timeLimit(.seconds(1))) == .complete([1]))
  }

  @Test
  func aLostLeaseDecidesNothing() {
    #expect(Verdict(success, cancelled: .leaseLost) == Verdict.none)
    #expect(verdict(PermanentFailure("x"), cancelled: .leaseLost) == Verdict.none)
  }

  @Test
  func errorsSayWhatIsNext() {
    #expect(verdict(PermanentFailure("x")) == .fail(message: "x", isPermanent: true))
    #expect(verdict(RetryAfter(.seconds(9), "x")) == .fail(message: "x", retry: .seconds(9)))
    #expect(verdict(NegativeNumber()) == .fail(message: "NegativeNumber()"))
    #expect(verdict(CancellationError()) == .fail(message: "CancellationError()"))
  }

  @Test
  func aCancellationMeansWhatCausedIt() {
    #expect(verdict(CancellationError(), cancelled: .stopping) == .release)
    #expect(
      verdict(CancellationError(), cancelled: .timeLimit(.seconds(2)))
        == .fail(message: "the handler ran longer than its time limit of 2.0 seconds"))
    #expect(verdict(NegativeNumber(), cancelled: .stopping) == .fail(message: "NegativeNumber()"))
  }
}
