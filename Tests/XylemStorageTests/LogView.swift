import Simulator
import Testing
import XylemCore
import XylemStorage

/// The frames of one segment as they are on the simulated disk.
struct LogView {
  /// Where each frame starts, and its header, in order.
  let frames: [(offset: Int, header: FrameHeader)]

  /// Reads segment `number` of `/store`; empty when it was never begun.
  init(_ disk: VirtualFileSystem, segment number: UInt32) throws {
    let bytes = try #require(disk.contents("/store/" + StoreFileName.segmentPath(number)))
    var found: [(offset: Int, header: FrameHeader)] = []
    try bytes.withUnsafeBytes { bytes in
      let head = UnsafeRawBufferPointer(rebasing: bytes[..<SegmentHeader.bytes])
      guard let header = try SegmentHeader.decode(head) else { return }
      var offset = SegmentHeader.bytes
      while offset + FrameHeader.bytes <= bytes.count {
        let place = UnsafeRawBufferPointer(rebasing: bytes[offset..<offset + FrameHeader.bytes])
        let frame = try? FrameHeader.decode(
          place, seed: header.seed, segment: number, offset: UInt64(offset))
        guard let frame else { break }
        found.append((offset, frame.header))
        offset += frame.header.frameBytes
      }
    }
    frames = found
  }
}
