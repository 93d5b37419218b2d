import XylemCore

/// Reads one segment through a window that slides with the reader; no length is believed before
/// it was compared with the size of the file.
final class SegmentReader {
  let header: SegmentHeader
  let size: Int
  private let file: any File
  private var window: UnsafeMutableRawBufferPointer
  private var windowStart = 0
  private var windowCount = 0
  private static let windowBytes = 1 << 20

  init(_ segment: Segment) throws(StoreError) {
    header = segment.header
    file = segment.file
    // Nothing of ours lies beyond, whatever the length of the file.
    do { size = Int(min(try segment.file.size(), UInt64(Limits.segmentBytesMax))) } catch {
      throw StoreError(error)
    }
    window = .allocate(byteCount: min(Self.windowBytes, max(size, 64)), alignment: 16)
  }

  deinit {
    window.deallocate()
  }

  /// Up to `count` bytes at `offset`; fewer only where the file ends. Valid until the next call.
  func bytes(at offset: Int, count: Int) throws(StoreError) -> UnsafeRawBufferPointer {
    let available = max(0, min(count, size - offset))
    if offset < windowStart || offset + available > windowStart + windowCount {
      try slide(to: offset, atLeast: available)
    }
    let start = offset - windowStart
    let length = max(0, min(available, windowCount - start))
    return UnsafeRawBufferPointer(rebasing: window[start..<start + length])
  }

  /// Reads everything anew from now on, for a medium may give back something wrong just once.
  func forgetWindow() { windowCount = 0 }

  private func slide(to offset: Int, atLeast count: Int) throws(StoreError) {
    if count > window.count {
      window.deallocate()
      window = .allocate(byteCount: count, alignment: 16)
    }
    let wanted = min(window.count, max(0, size - offset))
    let target = UnsafeMutableRawBufferPointer(rebasing: window[..<wanted])
    do { windowCount = try file.read(into: target, at: UInt64(offset)) } catch {
      throw StoreError(error)
    }
    windowStart = offset
  }
}
