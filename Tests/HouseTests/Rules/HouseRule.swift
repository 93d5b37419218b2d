import Testing

/// A promise about every file, and who breaks it.
protocol HouseRule: Sendable, CustomTestStringConvertible {
  /// The promise, as a sentence.
  var promise: String { get }

  /// All places that break it.
  func offences(in tree: SourceTree) -> [Offence]
}

extension HouseRule {
  /// The type's own name, to tell rules apart.
  var name: String { "\(Self.self)" }
  /// What a failing run shows.
  var testDescription: String { name }
}
