/// What goes wrong while a ``TestStore`` drains.
public enum TestDelivery: Sendable {
  /// Nothing: every task runs until its outcome is durable.
  case once
  /// The lease of every task is lost just before its first run ends, so that its outcome is refused
  /// and it runs once more. Handlers that can be repeated pass the same test with this.
  case twice
  /// The process dies after the first run of every task and before its outcome is written: its
  /// effects have happened, and nobody knows. The store is opened anew and goes on.
  case killedBeforeCommit
}
