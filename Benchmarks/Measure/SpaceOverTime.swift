import Foundation
import XylemStorage

/// What a store takes of the disk against what it may, and what it copied, as time goes on.
struct SpaceOverTime {
  private let directory: String
  private let segmentBytes: UInt64
  /// What was seen, with the latest last.
  private(set) var history: [SpaceSample] = []

  init(of directory: String, segmentBytes: UInt32) {
    self.directory = directory + "/segments"
    self.segmentBytes = UInt64(segmentBytes)
  }

  /// Looks at the files and the counts after so many hours.
  mutating func sample(_ engine: Engine, hours: Int) throws {
    let needed = engine.look { $0.usage.total }
    let taken = try DirectorySize.bytes(of: directory)
    let share = Double(taken) / Double(2 * needed + 6 * segmentBytes)
    let now = engine.statistics
    let copies = Double(now.relocatedBytes) / Double(max(1, now.bytesWritten))
    history.append(SpaceSample(hours: hours, diskShare: share, copiedShare: copies))
  }

  /// The largest share of the disk so far.
  var worst: Double { history.map(\.diskShare).max() ?? 0 }

  /// What was seen last.
  var latest: SpaceSample {
    history.last ?? SpaceSample(hours: 0, diskShare: 0, copiedShare: 0)
  }

  /// Both numbers, and the worst so far.
  var words: String {
    String(
      format: "disk %.2f (worst %.2f) of twice the living and six segments, copies %.3f",
      latest.diskShare, worst, latest.copiedShare)
  }
}
