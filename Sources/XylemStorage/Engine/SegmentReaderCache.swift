import XylemCore

/// Open files of segments that payloads are read from; at most ``capacity`` at a time.
final class SegmentReaderCache: @unchecked Sendable {
  // Unchecked because every access to the variables is under the lock.
  private static let capacity = 64

  private let directory: SegmentDirectory
  private let lock = Lock()
  private var files: [UInt32: any File] = [:]
  private var order: [UInt32] = []

  init(_ directory: SegmentDirectory) {
    self.directory = directory
  }

  /// The file of a segment, opened if need be; the one opened longest ago makes room.
  func file(_ number: UInt32) throws(StorageError) -> any File {
    lock.lock()
    defer { lock.unlock() }
    if let file = files[number] { return file }
    let file = try directory.open(number)
    if order.count >= Self.capacity { files[order.removeFirst()] = nil }
    files[number] = file
    order.append(number)
    return file
  }

  /// The file of a segment if it is open.
  func openFile(_ number: UInt32) -> (any File)? { lock.withLock { files[number] } }

  /// Forgets a segment whose file is about to get another use.
  func forget(_ number: UInt32) {
    lock.withLock {
      files[number] = nil
      order.removeAll { $0 == number }
    }
  }
}
