/// What a loop of an engine does next.
package enum LoopStep: Equatable, Sendable {
  /// There is something to do now.
  case work
  /// There is nothing to do until somebody signals, or until so many milliseconds are over.
  case sleep(milliseconds: UInt64?)
  /// The engine is closing or has failed.
  case end
}
