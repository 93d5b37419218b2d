/// Something that must hold whatever the bytes are.
struct Property {
  /// What is broken, in words.
  struct Broken: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) {
      self.description = description
    }
  }

  /// How it is selected.
  let name: String
  /// Valid inputs, from which others are made.
  let seeds: [[UInt8]]
  /// Says whether the bytes were accepted; throws when the property does not hold. A trap says that
  /// it does not, too.
  let check: ([UInt8]) throws -> Bool

  /// The names of all properties.
  static let names = [
    "record", "frame", "segment", "identity", "header", "checkpoint", "text", "directory",
    "examination",
  ]

  /// All properties, with their seeds.
  static func all() throws -> [Property] {
    let logged = try SampleStore.make(takesCheckpoint: false)
    let saved = try SampleStore.make(takesCheckpoint: true)
    let stores = [logged, saved]
    return [
      RecordProperty.make(), HeaderProperties.frame(), HeaderProperties.segment(),
      HeaderProperties.identity(), HeaderProperties.checkpoint(),
      CheckpointProperty.make(stores), TextProperty.make(), DirectoryProperty.make(stores),
      ExaminationProperty.make(stores),
    ]
  }
}
