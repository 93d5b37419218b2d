import XylemCore

/// The pages of a store's files that the medium does not give back, while it gives back others.
final class UnreadablePages: @unchecked Sendable {
  // Unchecked because everything that changes does so under `lock`.
  static let pageBytes: UInt64 = 4096

  private let lock = Lock()
  private var pages: [String: [UInt64: UInt64]] = [:]
  private var witness: (file: any File, offset: UInt64)?

  /// Whether every page could be read so far.
  var isEmpty: Bool { lock.withLock { pages.isEmpty } }

  /// A place that could be read a moment ago.
  func wasRead(_ file: any File, at offset: UInt64) { lock.withLock { witness = (file, offset) } }

  /// Notes `range` of the file at `path`, at most one page.
  ///
  /// - Throws: when a place that could be read a moment ago cannot be read now: then the
  ///   whole medium is gone, which proves nothing about any page.
  func add(_ path: String, _ range: Range<UInt64>) throws(StorageError) {
    let witness = lock.withLock { self.witness }
    if let witness {
      _ = try withUnsafeTemporaryAllocation(byteCount: 1, alignment: 1) {
        (byte) throws(StorageError) in try witness.file.read(into: byte, at: witness.offset)
      }
    }
    lock.withLock { pages[path, default: [:]][range.lowerBound] = range.upperBound }
  }

  /// Whether a page behind `position` of the log cannot be read.
  func reaches(beyond position: LogPosition) -> Bool {
    let file = StoreFileName.segmentPath(position.segment)
    let pages = lock.withLock { self.pages[file] ?? [:] }
    return pages.values.contains { $0 > UInt64(position.offset) }
  }

  /// What a report says of them: one damage for each stretch of neighbours.
  var damages: [StoreDamage] {
    let pages = lock.withLock { self.pages }
    return pages.keys.sorted().flatMap { file in
      var stretches: [Range<UInt64>] = []
      for (start, end) in (pages[file] ?? [:]).sorted(by: { $0.key < $1.key }) {
        if let last = stretches.last, last.upperBound == start {
          stretches[stretches.count - 1] = last.lowerBound..<end
        } else {
          stretches.append(start..<end)
        }
      }
      return stretches.map {
        StoreDamage(
          file: file, offset: $0.lowerBound, length: UInt64($0.count), kind: .unreadable,
          what: "the medium does not give these bytes back")
      }
    }
  }
}
