/// A rule the whole tree obeys.
protocol HouseRule: Sendable {
  /// Every place that breaks it.
  func offences(in tree: SourceTree) -> [Offence]
}
