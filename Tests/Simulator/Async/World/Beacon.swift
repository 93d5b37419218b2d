/// Held by every Swift task of one simulated process, because tasks inherit it from those that
/// start them. Once all have ended nobody holds it; a task that waits forever does.
final class Beacon: Sendable {
  @TaskLocal static var current: Beacon?
}
