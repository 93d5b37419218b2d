import Simulator

/// Damages a small store in every place, one at a time.
struct FlipRun {
  func run() -> Int32 { 0 }
}
