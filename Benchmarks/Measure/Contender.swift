/// One side of a comparison: it does the same work as the others, a turn at a time.
protocol Contender {
  /// What the results call it: `xylem`, `raw`, or a peer.
  var engine: String { get }
  /// What sets it apart from another side with the same engine; added to the workload's name.
  var variant: String { get }
  /// Tasks that wait at the same time.
  var inFlight: Int { get }

  /// Gets ready for a turn, outside of the measured time.
  func prepare() async throws

  /// Works for about `seconds`.
  func turn(seconds: Double) async throws -> Turn
}

extension Contender {
  var variant: String { "" }

  func prepare() async throws {}
}
