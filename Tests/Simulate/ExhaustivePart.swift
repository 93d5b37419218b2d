/// What can happen to a small world.
enum ExhaustivePart: CaseIterable {
  /// The machine stops anywhere.
  case crashes
  /// Calls fail.
  case faults
  /// What is at rest changes.
  case damage
}
