/// The parts of a task's life whose cost is looked at one by one.
enum GrowthStage: String, CaseIterable {
  case enqueue
  /// Leasing and reading the payload.
  case lease
  case complete
}
