import XylemCore
import XylemStorage

/// What damage leaves for verify and salvage.
extension Damage {
  /// The bytes that are hurt in a file of `size` bytes.
  func range(in size: Int) -> Range<Int> {
    guard let range else { return 0..<size }
    return range.lowerBound..<max(range.lowerBound, min(range.upperBound, size))
  }

  /// Whether a task whose record is at `place` must be salvaged: it lies elsewhere, or only the
  /// header of its frame is hurt.
  func spares(_ place: RecordLocation, inFrame frame: Range<Int>?) -> Bool {
    guard path.hasSuffix(StoreFileName.segmentPath(place.segment)) else { return true }
    switch form {
    case .spareCheckpoint: return true
    case .flip(let bit) where place.isCold:
      let record = Int(place.offset)..<Int(place.offset + place.length)
      return !record.contains(bit / 8)
    case .flip(let bit):
      guard let frame, frame.contains(Int(place.offset)) else { return true }
      // The header of a frame says nothing that its neighbours and records do not.
      return bit / 8 < frame.lowerBound + FrameHeader.bytes
    default: return false
    }
  }
}
