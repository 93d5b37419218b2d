import Foundation

/// The one directory that a run may touch, and what must be undone when it ends, however it ends.
final class Scratch: @unchecked Sendable {
  // Unchecked because the list is only used under the lock.
  static let shared = Scratch()

  /// Where everything of this run lies.
  let path: String
  private let lock = NSLock()
  private var undoings: [(id: Int, undo: () -> Void)] = []
  private var next = 0
  private var sources: [any DispatchSourceSignal] = []

  private init() {
    let process = ProcessInfo.processInfo.processIdentifier
    path = FileManager.default.temporaryDirectory.path + "/xylem-real-disk-\(process)"
  }

  /// Makes the directory, and sees to it that an interrupted run is cleaned up too.
  func make() throws {
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    for number in [SIGINT, SIGTERM, SIGHUP] {
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler {
        self.clean()
        exit(128 + number)
      }
      source.resume()
      sources.append(source)
    }
  }

  /// A new, empty directory below ``path``.
  func directory(_ name: String) throws -> String {
    let directory = "\(path)/\(name)"
    try FileManager.default.createDirectory(
      atPath: directory, withIntermediateDirectories: true)
    return directory
  }

  /// Remembers how to undo something; the last comes first. Returns how to forget it again.
  @discardableResult
  func undoLater(_ undo: @escaping () -> Void) -> Int {
    lock.withLock {
      next += 1
      undoings.append((next, undo))
      return next
    }
  }

  func forget(_ id: Int) {
    lock.withLock { undoings.removeAll { $0.id == id } }
  }

  /// Undoes everything and removes the directory.
  func clean() {
    while let last = lock.withLock({ undoings.popLast() }) { last.undo() }
    try? FileManager.default.removeItem(atPath: path)
  }
}
