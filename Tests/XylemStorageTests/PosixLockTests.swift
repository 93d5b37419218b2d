import Foundation
import Testing
import XylemStorage

@Suite("POSIX directory lock")
struct PosixLockTests {
  let scratch: ScratchDirectory
  let system = PosixFileSystem()

  init() throws { scratch = try ScratchDirectory() }

  @Test func aSecondOwnerIsBusyUntilTheFirstLetsGo() throws {
    let first = try system.openDirectory(scratch.path, create: false)
    let second = try system.openDirectory(scratch.path, create: false)
    let held = try first.lock("lock")
    #expect(throws: StorageError.busy(path: scratch.path)) { try second.lock("lock") }
    _ = try second.open("lock", .read)
    #expect(throws: StorageError.busy(path: scratch.path), "another descriptor was closed") {
      try second.lock("lock")
    }
    held.release()
    held.release()
    let taken = try second.lock("lock")
    held.release()
    #expect(throws: StorageError.busy(path: scratch.path), "a late release frees nobody else") {
      try first.lock("lock")
    }
    taken.release()
  }

  @Test func droppingTheHandleReleases() throws {
    let directory = try system.openDirectory(scratch.path, create: false)
    var held: (any DirectoryLock)? = try directory.lock("lock")
    #expect(held != nil)
    held = nil
    try directory.lock("lock").release()
    #expect(try scratch.mode("lock") == 0o600)
  }

  @Test func anotherProcessIsBusyAndDeathReleases() async throws {
    let path = scratch.path
    let directory = try system.openDirectory(path, create: false)
    let held = try directory.lock("lock")
    await #expect(processExitsWith: .exitCode(7)) { [path = path as String] in
      let directory = try PosixFileSystem().openDirectory(path, create: false)
      do { _ = try directory.lock("lock") } catch StorageError.busy { exit(7) }
    }
    held.release()
    await #expect(processExitsWith: .signal(SIGKILL)) { [path = path as String] in
      let held = try PosixFileSystem().openDirectory(path, create: false).lock("lock")
      withExtendedLifetime(held) { _ = kill(getpid(), SIGKILL) }
    }
    try directory.lock("lock").release()
  }
}
