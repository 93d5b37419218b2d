import Foundation
import Simulator
import Testing
import XylemStorage

@Suite("POSIX file system")
struct PosixFileSystemTests {
  let scratch: ScratchDirectory
  let system = PosixFileSystem()

  init() throws { scratch = try ScratchDirectory() }

  @Test func writesReadsAndLists() throws {
    let directory = try system.openDirectory(scratch("store"), create: true)
    let file = try directory.open("b", .create)
    try file.write("hello", at: 3)
    try file.sync()
    _ = try directory.open("a", .create)
    try directory.sync()
    #expect(try directory.names() == ["a", "b"])
    #expect(try file.size() == 8)
    #expect(try file.bytes(100) == [0, 0, 0] + Array("hello".utf8), "a read ends with the file")
    #expect(try file.bytes(2, at: 8) == [])
    #expect(try directory.open("b", .read).bytes(2, at: 3) == Array("he".utf8))
  }

  @Test func listsTheSameTwiceAndAtOnce() throws {
    let directory = try system.openDirectory(scratch("store"), create: true)
    let names = (100..<400).map(String.init)
    for name in names { _ = try directory.open(name, .create) }
    #expect(try directory.names() == names)
    #expect(try directory.names() == names, "a listing starts at the beginning")
  }

  @Test func renamesOverAndRemoves() throws {
    let directory = try system.openDirectory(scratch("store"), create: true)
    try directory.open("new", .create).write("new")
    try directory.open("old", .create).write("old")
    try directory.rename("new", to: "old")
    #expect(try directory.names() == ["old"])
    #expect(try directory.open("old", .read).bytes(3) == Array("new".utf8))
    try directory.remove("old")
    #expect(try directory.names() == [])
    #expect(throws: StorageError.missing(path: "old")) { try directory.remove("old") }
    #expect(throws: StorageError.missing(path: "old")) { try directory.rename("old", to: "x") }
    #expect(throws: StorageError.missing(path: "old")) { try directory.open("old", .write) }
  }

  @Test func createFailsOnATakenName() throws {
    let directory = try system.openDirectory(scratch("store"), create: true)
    _ = try directory.open("a", .create)
    #expect(throws: StorageError.io(call: "open", file: "a", errno: EEXIST)) {
      try directory.open("a", .create)
    }
  }

  @Test func missingIsToldWithoutCreate() throws {
    let path = scratch("none")
    #expect(throws: StorageError.missing(path: path)) {
      try system.openDirectory(path, create: false)
    }
    #expect(throws: StorageError.missing(path: path), "it is the parent that is missing") {
      try system.openDirectory(path + "/below", create: true)
    }
    #expect(try system.openDirectory(scratch.path, create: false).names() == [])
  }

  @Test func refusesNonsensePaths() {
    for path in ["", "a\0b"] {
      #expect(throws: StorageError.io(call: "open", file: path, errno: EINVAL)) {
        try system.openDirectory(path, create: true)
      }
    }
  }

  @Test(arguments: ["", "/", "//"])
  func refusesASymbolicLink(ending: String) throws {
    _ = try system.openDirectory(scratch("real"), create: true)
    symlink("real", scratch("link"))
    let path = scratch("link") + ending
    #expect(throws: StorageError.unsafeDirectory(path: path, reason: "it is a symbolic link")) {
      try system.openDirectory(path, create: true)
    }
  }

  @Test func refusesAFileAsDirectory() throws {
    _ = try system.openDirectory(scratch.path, create: false).open("file", .create)
    for create in [false, true] {
      #expect(throws: StorageError.notADirectory(path: scratch("file"))) {
        try system.openDirectory(scratch("file"), create: create)
      }
    }
  }

  @Test(arguments: [0o720, 0o702, 0o777] as [mode_t])
  func refusesADirectoryOthersMayWriteTo(mode: mode_t) throws {
    let root = try system.openDirectory(scratch.path, create: false)
    _ = try root.directory("open", create: true)
    chmod(scratch("open"), mode)
    let reason = "its group or others may write to it"
    #expect(throws: StorageError.unsafeDirectory(path: scratch("open"), reason: reason)) {
      try system.openDirectory(scratch("open"), create: true)
    }
    #expect(throws: StorageError.unsafeDirectory(path: scratch("open"), reason: reason)) {
      try root.directory("open", create: true)
    }
    #expect(try scratch.mode("open") == Int(mode), "nothing was repaired behind the owner's back")
  }

  @Test(.enabled(if: geteuid() == 0, "only root can give a directory away"))
  func refusesADirectoryOfSomeoneElse() throws {
    _ = try system.openDirectory(scratch("theirs"), create: true)
    chown(scratch("theirs"), 12_345, 12_345)
    let reason = "it belongs to user 12345"
    #expect(throws: StorageError.unsafeDirectory(path: scratch("theirs"), reason: reason)) {
      try system.openDirectory(scratch("theirs"), create: false)
    }
  }

  @Test func refusesAnythingButAPlainFile() throws {
    let directory = try system.openDirectory(scratch.path, create: false)
    _ = try directory.open("plain", .create)
    symlink("plain", scratch("link"))
    mkfifo(scratch("fifo"), 0o600)
    mkdir(scratch("folder"), 0o700)
    for name in ["link", "fifo", "folder"] {
      #expect(throws: StorageError.unsafeFile(file: name)) { try directory.open(name, .read) }
      #expect(throws: StorageError.unsafeFile(file: name)) { try directory.open(name, .write) }
      #expect(throws: StorageError.unsafeFile(file: name)) { try directory.lock(name) }
    }
  }

  @Test func refusesASecondLink() throws {
    let directory = try system.openDirectory(scratch.path, create: false)
    _ = try directory.open("one", .create)
    link(scratch("one"), scratch("two"))
    #expect(throws: StorageError.unsafeFile(file: "one")) { try directory.open("one", .write) }
    #expect(throws: StorageError.unsafeFile(file: "two")) { try directory.lock("two") }
  }

  /// A store went on acknowledging after its directory was removed, into files that nobody would
  /// ever find. (I1, I13)
  @Test func aSyncOfAFileWithoutANameFails() throws {
    let directory = try system.openDirectory(scratch.path, create: false)
    let file = try directory.open("gone", .create)
    try file.sync()
    try directory.rename("gone", to: "renamed")
    try file.sync()
    try directory.remove("renamed")
    #expect(throws: StorageError.missing(path: "gone")) { try file.sync() }
  }

  @Test func opensByPathsOfEveryShape() throws {
    _ = try system.openDirectory(scratch("store///"), create: true)
    #expect(try system.openDirectory(scratch("store/../store"), create: false).names() == [])
    #expect(try system.openDirectory(scratch.path + "//store", create: false).names() == [])
  }
}
