/// Something that must hold whatever the bytes are.
package struct Property {
  /// What is broken, in words.
  package struct Broken: Error, CustomStringConvertible {
    package let description: String

    init(_ description: String) {
      self.description = description
    }
  }

  /// How it is selected. Files with inputs for it alone start with this and a hyphen.
  package let name: String
  /// Valid inputs, from which others are made.
  package let seeds: [[UInt8]]
  /// Of how many planned runs one is done, because a run takes long.
  package let cost: Int
  /// Says whether the bytes were accepted; throws when the property does not hold. A trap says that
  /// it does not, too.
  package let check: ([UInt8]) throws -> Bool

  init(
    name: String, seeds: [[UInt8]], cost: Int = 1, check: @escaping ([UInt8]) throws -> Bool
  ) {
    self.name = name
    self.seeds = seeds
    self.cost = cost
    self.check = check
  }

  /// All properties, with their seeds.
  package static func all() throws -> [Property] {
    let logged = try SampleStore.make(takesCheckpoint: false)
    let saved = try SampleStore.make(takesCheckpoint: true)
    let stores = [logged, saved]
    return [
      RecordProperty.make(), HeaderProperties.frame(), HeaderProperties.segment(),
      HeaderProperties.identity(), HeaderProperties.checkpoint(), HeaderProperties.coldSegment(),
      NamesProperty.make(),
      PayloadProperty.make(), CheckpointProperty.make(stores), SegmentProperty.make(logged),
      DirectoryProperty.make(stores), ExaminationProperty.make(stores), try FlipsProperty.make(),
      OperationsProperty.make(),
    ]
  }
}
