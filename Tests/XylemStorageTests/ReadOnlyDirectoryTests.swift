import Simulator
import Testing
import XylemCore

@testable import XylemStorage

/// Whoever looks at a store cannot change it (I14).
@Suite struct ReadOnlyDirectoryTests {
  private let subject = EngineUnderTest()

  private func root() throws -> ReadOnlyDirectory {
    try subject.open().close()
    let base = try subject.disk.openDirectory("/store", create: false)
    return ReadOnlyDirectory(base, UnreadablePages())
  }

  @Test func everyChangeIsRefused() throws {
    let root = try root()
    let before = subject.disk.files().map(\.path)
    #expect(throws: StorageError.self) { try root.open("new", .create) }
    #expect(throws: StorageError.self) { try root.rename("store", to: "other") }
    #expect(throws: StorageError.self) { try root.remove("store") }
    #expect(throws: StorageError.self) { try root.sync() }
    #expect(throws: StorageError.self) { try root.lock("lock") }
    #expect(subject.disk.files().map(\.path) == before)
  }

  @Test func aFileOfItCannotBeWritten() throws {
    let file = try root().open(StoreFileName.identity, .write)
    #expect(file.name == StoreFileName.identity)
    let before = subject.disk.contents("/store/store")
    #expect(throws: StorageError.self) {
      try [UInt8(1)].withUnsafeBytes { try file.write($0, at: 0) }
    }
    #expect(subject.disk.contents("/store/store") == before)
  }

  @Test func aMissingFolderHasNoNames() throws {
    let folder = try root().directory("nowhere", create: true)
    #expect(try folder.names().isEmpty)
    #expect(throws: StorageError.self) { try folder.open("file", .read) }
    #expect(throws: StorageError.self) { try folder.lockShared("lock") }
  }
}
