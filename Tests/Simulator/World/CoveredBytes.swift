import XylemCore
import XylemStorage

/// Which bytes of a healthy store some checksum covers and the log proves: a change of any of them
/// must be noticed. Made without the engine's own walk, from the format's pages.
struct CoveredBytes {
  /// A stretch of a file.
  struct Stretch {
    let path: String
    let range: Range<Int>
    /// Whether it is a frame.
    let isFrame: Bool
  }

  private struct Frame {
    let path: String
    let range: Range<Int>
    let header: FrameHeader
  }

  private(set) var stretches: [Stretch] = []
  /// Frames that nothing proves to be synced; the log may as well end before them.
  private(set) var unproven: [Stretch] = []

  init(_ image: VirtualFileSystem) {
    var frames: [Frame] = []
    for file in image.files() {
      let name = file.path.split(separator: "/").last.map(String.init) ?? ""
      if file.path.contains("/segments/") {
        frames += segment(file.path, file.bytes)
      } else if name == StoreFileName.identity || StoreFileName.number(name) != nil {
        add(file.path, 0..<file.bytes.count)
      }
    }
    for (index, frame) in frames.enumerated() {
      let isProven = frames[(index + 1)...].contains {
        $0.path != frame.path || $0.header.syncedThrough >= frame.header.firstSequence
      }
      let stretch = Stretch(path: frame.path, range: frame.range, isFrame: true)
      if isProven { stretches.append(stretch) } else { unproven.append(stretch) }
    }
  }

  private mutating func add(_ path: String, _ range: Range<Int>) {
    stretches.append(Stretch(path: path, range: range, isFrame: false))
  }

  private mutating func segment(_ path: String, _ bytes: [UInt8]) -> [Frame] {
    guard bytes.count > SegmentHeader.bytes else { return [] }
    return bytes.withUnsafeBytes { bytes in
      let head = UnsafeRawBufferPointer(rebasing: bytes[..<SegmentHeader.bytes])
      guard let header = try? SegmentHeader.decode(head) else { return [] }
      var found: [Frame] = []
      var offset = SegmentHeader.bytes
      while offset + FrameHeader.bytes <= bytes.count {
        let place = UnsafeRawBufferPointer(rebasing: bytes[offset..<offset + FrameHeader.bytes])
        let frame = try? FrameHeader.decode(
          place, seed: header.seed, segment: header.number, offset: UInt64(offset))
        guard let frame = frame?.header, continues(frame, found.last?.header) else { break }
        let end = offset + frame.frameBytes
        let body = UnsafeRawBufferPointer(
          rebasing: bytes[offset + FrameHeader.bytes..<offset + 64 + Int(frame.bodyBytes)])
        guard Checksum.of(body, seed: header.seed) == frame.body else { break }
        found.append(Frame(path: path, range: offset..<end, header: frame))
        offset = end
        if frame.isSeal { break }
      }
      if !found.isEmpty { add(path, 0..<512) }
      return found
    }
  }

  private func continues(_ frame: FrameHeader, _ before: FrameHeader?) -> Bool {
    guard let before else { return true }
    return frame.firstSequence == before.firstSequence + UInt64(before.recordCount)
      && frame.epoch >= before.epoch
  }

  /// Whether a change of `range` of a file must be noticed.
  func covers(_ path: String, _ range: Range<Int>) -> Bool {
    stretches.contains { $0.path == path && $0.range.overlaps(range) }
  }

  /// Whether a change of `range` touches what nothing proves.
  func isUnproven(_ path: String, _ range: Range<Int>) -> Bool {
    unproven.contains { $0.path == path && $0.range.overlaps(range) }
  }

  /// The frame that holds the byte at `offset`.
  func frame(_ path: String, _ offset: Int) -> Range<Int>? {
    stretches.first { $0.isFrame && $0.path == path && $0.range.contains(offset) }?.range
  }
}
