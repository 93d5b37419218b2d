import XylemStorage

/// The disk's own speed: `pwrite` + `fdatasync` of as many bytes as the engine writes for one
/// commit, into a file of zeros, which is what the engine's prepared segments are.
final class RawDisk {
  private static let fileBytes: UInt64 = 64 << 20
  private let file: any File
  private var offset: UInt64 = 0

  init(_ directory: String) throws {
    let folder = try PosixFileSystem().openDirectory(directory, create: true)
    file = try folder.open("raw", .create)
    let zeros = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 20, alignment: 4096)
    defer { zeros.deallocate() }
    zeros.initializeMemory(as: UInt8.self, repeating: 0)
    for step in 0..<Self.fileBytes >> 20 {
      try file.write(UnsafeRawBufferPointer(zeros), at: step << 20)
    }
    try file.sync()
  }

  /// Writes and syncs `bytes` at a time for `seconds`; the microseconds of each round.
  func run(bytes: Int, seconds: Double) throws -> [Double] {
    let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes, alignment: 16)
    defer { memory.deallocate() }
    memory.initializeMemory(as: UInt8.self, repeating: 0x58)
    var latencies: [Double] = []
    let end = SystemTimeSource.nanoseconds() + UInt64(seconds * 1e9)
    while SystemTimeSource.nanoseconds() < end {
      if offset + UInt64(bytes) > Self.fileBytes { offset = 0 }
      let start = SystemTimeSource.nanoseconds()
      try file.write(UnsafeRawBufferPointer(memory), at: offset)
      try file.sync()
      latencies.append(Double(SystemTimeSource.nanoseconds() - start) / 1000)
      offset += UInt64(bytes)
    }
    return latencies
  }
}
