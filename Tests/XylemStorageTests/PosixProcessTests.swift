import Foundation
import Simulator
import Testing

@testable import XylemStorage

#if canImport(Glibc)
  private let fileSize = __rlimit_resource_t(RLIMIT_FSIZE.rawValue)
  private let descriptors = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
#else
  private let fileSize = RLIMIT_FSIZE
  private let descriptors = RLIMIT_NOFILE
#endif

/// What depends on the state of the whole process, each in a process of its own.
@Suite("POSIX file system in odd processes")
struct PosixProcessTests {
  @Test(arguments: [0o000, 0o077, 0o777] as [mode_t])
  func modesDoNotDependOnTheUmask(mask: mode_t) async {
    await #expect(processExitsWith: .success) { [mask] in
      try ScratchDirectory.use { scratch in
        umask(mask)
        let directory = try PosixFileSystem().openDirectory(scratch("store"), create: true)
        _ = try directory.directory("below", create: true)
        _ = try directory.open("file", .create)
        _ = try directory.lock("lock")
        #expect(try scratch.mode("store") == 0o700)
        #expect(try scratch.mode("store/below") == 0o700)
        #expect(try scratch.mode("store/file") == 0o600)
        #expect(try scratch.mode("store/lock") == 0o600)
      }
    }
  }

  @Test func filesNeverTakeAStandardStream() async {
    await #expect(processExitsWith: .success) {
      try ScratchDirectory.use { scratch in
        close(0)
        let directory = try PosixFileSystem().openDirectory(scratch("store"), create: true)
        let file = try directory.open("file", .create)
        #expect(try #require(directory as? PosixDirectory).descriptor > 2)
        #expect(try #require(file as? PosixFile).descriptor > 2)
      }
    }
  }

  @Test func aShortWriteIsContinuedUntilItFails() async {
    await #expect(processExitsWith: .success) {
      try ScratchDirectory.use { scratch in
        let directory = try PosixFileSystem().openDirectory(scratch("store"), create: true)
        let file = try directory.open("file", .create)
        signal(SIGXFSZ, SIG_IGN)
        var limit = rlimit(rlim_cur: 1_000, rlim_max: 1_000)
        setrlimit(fileSize, &limit)
        let error = #expect(throws: StorageError.self) {
          try file.write([UInt8](repeating: 7, count: 4_096), at: 0)
        }
        #expect(error == .io(call: "pwrite", file: "file", errno: EFBIG))
        #expect(try file.size() == 1_000)
      }
    }
  }

  @Test func noDescriptorsLeft() async {
    await #expect(processExitsWith: .success) {
      try ScratchDirectory.use { scratch in
        let directory = try PosixFileSystem().openDirectory(scratch("store"), create: true)
        var before = rlimit()
        getrlimit(descriptors, &before)
        var limit = rlimit(rlim_cur: 3, rlim_max: before.rlim_max)
        setrlimit(descriptors, &limit)
        // Removing the directory needs a descriptor again.
        defer { setrlimit(descriptors, &before) }
        #expect(throws: StorageError.io(call: "open", file: "file", errno: EMFILE)) {
          try directory.open("file", .create)
        }
      }
    }
  }

  @Test func aFullDeviceIsFull() throws {
    let file = PosixFile(adopting: open("/dev/full", O_RDWR | O_CLOEXEC), name: "full")
    #expect(throws: StorageError.full(call: "pwrite", file: "full")) { try file.write("x") }
    #expect(throws: StorageError.unsafeFile(file: "full")) { try file.requirePlain() }
  }

  @Test func offsetsBeyondEveryFileAreErrors() throws {
    try ScratchDirectory.use { scratch in
      let file = try PosixFileSystem().openDirectory(scratch.path, create: false).open("f", .create)
      #expect(throws: StorageError.io(call: "pwrite", file: "f", errno: EFBIG)) {
        try file.write("x", at: .max)
      }
      #expect(throws: StorageError.io(call: "pread", file: "f", errno: EINVAL)) {
        try file.bytes(1, at: .max)
      }
    }
  }
}
