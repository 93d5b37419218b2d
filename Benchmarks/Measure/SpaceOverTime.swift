import Foundation
import XylemStorage

/// What a store takes of the disk against what it may, and what it copied, as time goes on.
struct SpaceOverTime {
  private let directory: String
  private let segmentBytes: UInt64
  /// The largest share so far.
  private(set) var worst = 0.0
  /// What was seen last: of the disk, and copied for each byte appended.
  private(set) var latest = (share: 0.0, copies: 0.0)

  init(of directory: String, segmentBytes: UInt32) {
    self.directory = directory + "/segments"
    self.segmentBytes = UInt64(segmentBytes)
  }

  /// Looks at the files and the counts.
  mutating func sample(_ engine: Engine) throws {
    let needed = engine.look { $0.usage.total }
    let taken = try DirectorySize.bytes(of: directory)
    latest.share = Double(taken) / Double(2 * needed + 6 * segmentBytes)
    worst = max(worst, latest.share)
    let now = engine.statistics
    latest.copies = Double(now.relocatedBytes) / Double(max(1, now.bytesWritten))
  }

  /// Both numbers, and the worst so far.
  var words: String {
    String(
      format: "disk %.2f (worst %.2f) of twice the living and six segments, copies %.3f",
      latest.share, worst, latest.copies)
  }
}
