import XylemStorage

/// The disk's own speed: `pwrite` + `fdatasync` of as many bytes as the engine writes for one
/// commit, into a file of zeros, which is what the engine's prepared segments are.
final class RawDisk: Contender {
  static let name = "raw"
  private static let fileBytes: UInt64 = 64 << 20
  let engine = RawDisk.name
  /// Tasks that one write stands for.
  let inFlight: Int
  private let bytesPerWrite: Int
  private let file: any File
  private var offset: UInt64 = 0

  /// A disk that is given `bytesPerWrite` at a time, which is what `tasksPerWrite` tasks take.
  init(_ directory: String, bytesPerWrite: Int, tasksPerWrite: Int) throws {
    self.bytesPerWrite = bytesPerWrite
    inFlight = tasksPerWrite
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

  func turn(seconds: Double) async throws -> Turn {
    let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: bytesPerWrite, alignment: 16)
    defer { memory.deallocate() }
    memory.initializeMemory(as: UInt8.self, repeating: 0x58)
    var turn = try await Turn.repeating(for: seconds) {
      try write(UnsafeRawBufferPointer(memory))
      return inFlight
    }
    turn.syncs = turn.latencies.count
    return turn
  }

  private func write(_ bytes: UnsafeRawBufferPointer) throws {
    if offset + UInt64(bytes.count) > Self.fileBytes { offset = 0 }
    try file.write(bytes, at: offset)
    try file.sync()
    offset += UInt64(bytes.count)
  }
}
