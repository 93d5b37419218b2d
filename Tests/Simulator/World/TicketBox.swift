import XylemCore
import XylemStorage

/// A waiter that exists before the ticket it is for.
final class TicketBox: @unchecked Sendable {
  // Unchecked: a simulation runs on one thread at a time.
  private var early: [StoreError?] = []
  private var ticket: Ticket?

  /// How the engine tells whoever holds the box.
  var waiter: Waiter { .callback { self.tell($0) } }

  private func tell(_ answer: StoreError?) {
    guard let ticket else { return early.append(answer) }
    ticket.tell(answer)
  }

  /// Checks that whoever waits was told of `error`, once and at once.
  func checkRefused(_ error: StoreError) throws(Violation) {
    guard early == [error] else { throw Violation("I13", "told \(early) instead of \(error)") }
  }

  /// Hands over what came early, and from now on everything.
  func fill(_ ticket: Ticket) {
    self.ticket = ticket
    for answer in early { ticket.tell(answer) }
  }
}
