import XylemCore

/// Records of one segment that lie so close together that one read brings all of them.
struct RecordRun: Equatable {
  /// A vacancy between two records that is read along rather than left out: reading so much more
  /// from the page cache costs about as much as another call.
  static let gapBytesMax = 8 * 1024
  /// The longest run, unless a single record is longer.
  static let bytesMax = 1024 * 1024

  /// The segment of all of them.
  let segment: UInt32
  /// Where the first record starts.
  let start: UInt32
  /// Where the last one ends.
  private(set) var end: UInt32
  /// Which records these are, in the order of their places.
  private(set) var members: [Int]

  /// How many bytes are read.
  var byteCount: Int { Int(end - start) }

  private init(_ location: RecordLocation, _ index: Int) {
    (segment, start) = (location.segment, location.offset)
    end = location.offset + location.length
    members = [index]
  }

  /// The records of all of `tasks` in as few runs as there can be, in the order of the log.
  static func covering(_ tasks: [LeasedTask]) -> [RecordRun] {
    var runs: [RecordRun] = []
    for index in order(of: tasks) {
      let location = tasks[index].location
      if let last = runs.indices.last, runs[last].reaches(location) {
        runs[last].add(location, index)
      } else {
        runs.append(RecordRun(location, index))
      }
    }
    return runs
  }

  /// Tasks that were added one after the other are mostly leased so, and then there is nothing to
  /// sort.
  private static func order(of tasks: [LeasedTask]) -> [Int] {
    func place(_ index: Int) -> UInt64 {
      UInt64(tasks[index].location.segment) << 32 | UInt64(tasks[index].location.offset)
    }
    let isSorted = tasks.indices.dropFirst().allSatisfy { place($0 - 1) <= place($0) }
    return isSorted ? Array(tasks.indices) : tasks.indices.sorted { place($0) < place($1) }
  }

  private func reaches(_ location: RecordLocation) -> Bool {
    location.segment == segment && location.offset <= end + UInt32(Self.gapBytesMax)
      && location.offset + location.length - start <= UInt32(Self.bytesMax)
  }

  private mutating func add(_ location: RecordLocation, _ index: Int) {
    end = max(end, location.offset + location.length)
    members.append(index)
  }
}
