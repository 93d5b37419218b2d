/// Stops the machine in the middle of a call: that call and every later one throw
/// `.io(call: "crash")` until the test crashes or kills the virtual file system.
package struct StopPoint: Sendable {
  /// The number of the mutating call to stop at, from 1 since the last reset of the counters.
  package var call: Int
  /// How many leading sectors of that call reach the cache, if it is a write. With `Int.max` the
  /// whole write does, and only its answer is lost.
  package var keptSectors: Int

  /// Stops at mutating call `call`.
  package init(call: Int, keptSectors: Int = 0) {
    self.call = call
    self.keptSectors = keptSectors
  }
}
