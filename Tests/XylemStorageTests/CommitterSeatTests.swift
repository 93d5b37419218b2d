import Testing

@testable import XylemStorage

/// Who commits, without a thread.
struct CommitterSeatTests {
  /// A seat whose owner sleeps until 10.
  private static var ofSleeper: CommitterSeat {
    var seat = CommitterSeat()
    seat.sleep(until: 10)
    return seat
  }

  @Test func whoWorksIsNeitherWokenNorReplaced() {
    var seat = CommitterSeat()
    let answers = [seat.call(), seat.take()]
    #expect(answers == [false, false])
  }

  @Test func whoSleepsIsWokenOnce() {
    var seat = Self.ofSleeper
    let answers = [seat.call(), seat.call(), seat.take()]
    #expect(answers == [true, false, false])
    seat.rise()
    let later = seat.call()
    #expect(!later)
  }

  @Test func onlyOneTakesTheSeat() {
    var seat = Self.ofSleeper
    let answers = [seat.take(), seat.take()]
    #expect(answers == [true, false])
    #expect(seat.isTaken)
  }

  @Test func aSleeperGoesOnSleepingWhenItsSeatComesBack() {
    var seat = Self.ofSleeper
    let answers = [seat.take(), seat.giveBack(until: 20), seat.take(), seat.giveBack(until: 10)]
    #expect(answers == [true, false, true, false])
    let isWoken = seat.call()
    #expect(isWoken)
  }

  @Test func aSleeperThatWouldSleepTooLongIsWoken() {
    var seat = Self.ofSleeper
    let answers = [seat.take(), seat.giveBack(until: 9), seat.take(), seat.call()]
    #expect(answers == [true, true, false, false])
  }

  @Test func workThatCameMeanwhileWakesTheSleeper() {
    var seat = Self.ofSleeper
    let answers = [seat.take(), seat.call(), seat.giveBack(until: 10), seat.call()]
    #expect(answers == [true, false, true, false])
  }

  @Test func whoWokeMeanwhileIsCalledToItsSeat() {
    var seat = Self.ofSleeper
    let isTaken = seat.take()
    seat.rise()
    seat.want()
    let answers = [isTaken, seat.giveBack(until: 10)]
    #expect(answers == [true, true])
  }
}
