/// A growing buffer that bytes are appended to. Integers are little-endian.
///
/// It owns its memory and is reused from batch to batch, so appending allocates only while the
/// buffer is still growing to its working size.
package struct ByteWriter: ~Copyable {
  private var memory: UnsafeMutableRawBufferPointer
  /// The number of bytes written.
  package private(set) var count = 0

  /// 64 bits in groups of 7.
  private static let varintBytesMax = 10

  /// An empty buffer with room for `capacity` bytes.
  package init(capacity: Int = 4096) {
    memory = .allocate(byteCount: max(capacity, 64), alignment: 16)
  }

  deinit {
    memory.deallocate()
  }

  /// The bytes written. Valid until the next change.
  package var bytes: UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(rebasing: memory[..<count])
  }

  /// How many bytes there is room for without growing.
  package var capacity: Int { memory.count }

  /// How many bytes there will be room for after `extra` more were appended at once.
  package func capacity(adding extra: Int) -> Int {
    count + extra > memory.count ? max(count + extra, memory.count * 2) : memory.count
  }

  /// Forgets all bytes, and keeps room for `capacity` of the next ones.
  package mutating func removeAll(keeping capacity: Int) {
    count = 0
    guard capacity != memory.count else { return }
    memory.deallocate()
    memory = .allocate(byteCount: max(capacity, 64), alignment: 16)
  }

  /// Forgets all bytes, keeps the memory.
  package mutating func removeAll() {
    count = 0
  }

  /// Makes room for `extra` more bytes and returns where they go.
  @inline(__always)
  private mutating func extend(by extra: Int) -> UnsafeMutableRawPointer {
    if count + extra > memory.count { grow(to: count + extra) }
    let start = memory.baseAddress.unsafelyUnwrapped + count
    count += extra
    return start
  }

  private mutating func grow(to needed: Int) {
    let larger = UnsafeMutableRawBufferPointer.allocate(
      byteCount: capacity(adding: needed - count), alignment: 16)
    larger.copyMemory(from: bytes)
    memory.deallocate()
    memory = larger
  }

  /// Appends a fixed-width integer.
  @inline(__always)
  package mutating func append<Integer: FixedWidthInteger & BitwiseCopyable>(_ value: Integer) {
    extend(by: MemoryLayout<Integer>.size).storeBytes(of: value.littleEndian, as: Integer.self)
  }

  /// Appends an unsigned integer in groups of 7 bits, lowest first: 1 to 10 bytes.
  @inline(__always)
  package mutating func appendVarint(_ value: UInt64) {
    // Most numbers of most records are small.
    if value < 0x80 { append(UInt8(truncatingIfNeeded: value)) } else { appendLongVarint(value) }
  }

  private mutating func appendLongVarint(_ value: UInt64) {
    // Room for the longest one is made at once.
    var place = extend(by: Self.varintBytesMax)
    count -= Self.varintBytesMax
    var rest = value
    while rest >= 0x80 {
      place.storeBytes(of: UInt8(truncatingIfNeeded: rest) | 0x80, as: UInt8.self)
      place += 1
      count += 1
      rest >>= 7
    }
    place.storeBytes(of: UInt8(truncatingIfNeeded: rest), as: UInt8.self)
    count += 1
  }

  /// Appends raw bytes.
  package mutating func append(_ source: UnsafeRawBufferPointer) {
    guard let base = source.baseAddress, source.count > 0 else { return }
    extend(by: source.count).copyMemory(from: base, byteCount: source.count)
  }

  /// Appends the length of `text` in UTF-8 as a varint, then its bytes.
  package mutating func appendText(_ text: String) {
    var copy = text
    copy.withUTF8 {
      appendVarint(UInt64($0.count))
      append(UnsafeRawBufferPointer($0))
    }
  }

  /// Appends `extra` zero bytes.
  package mutating func appendZeros(_ extra: Int) {
    guard extra > 0 else { return }
    extend(by: extra).initializeMemory(as: UInt8.self, repeating: 0, count: extra)
  }

  /// Overwrites bytes written before.
  package mutating func overwrite<Integer: FixedWidthInteger & BitwiseCopyable>(
    _ value: Integer, at offset: Int
  ) {
    precondition(offset >= 0 && offset + MemoryLayout<Integer>.size <= count)
    memory.storeBytes(of: value.littleEndian, toByteOffset: offset, as: Integer.self)
  }
}
