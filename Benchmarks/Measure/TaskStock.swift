/// How many tasks a consumer needs to be busy for a turn, learnt from the turns before.
struct TaskStock {
  private static let least = 4096
  private static let most = 400_000
  private(set) var wanted = Self.least

  /// Learns from a turn that completed `operations` tasks.
  mutating func learn(_ turn: Turn, wishedSeconds: Double) {
    let needed = turn.rate * max(wishedSeconds, 0.3) * 1.5
    wanted = min(Self.most, max(Self.least, Int(needed)))
  }
}
