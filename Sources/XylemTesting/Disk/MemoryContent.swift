/// The bytes of a file, and in which life of the process somebody has locked it.
final class MemoryContent {
  var bytes: [UInt8] = []
  var lockedIn: Int?
  var sharers: [Int] = []

  /// Whether a process that lives since `life` began holds the lock.
  func isLocked(in life: Int, shared: Bool) -> Bool {
    lockedIn == life || (!shared && sharers.contains(life))
  }
}
