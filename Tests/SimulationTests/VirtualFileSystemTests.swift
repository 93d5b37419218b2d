import Simulator
import Testing
import XylemStorage

@Suite("Simulated disk")
struct VirtualFileSystemTests {
  let disk = VirtualFileSystem()
  let directory: any Directory
  var generator = SeededGenerator(seed: 1)

  init() throws { directory = try disk.openDirectory("/store", create: true) }

  private func synced(_ name: String, _ text: String) throws -> any File {
    let file = try directory.open(name, .create)
    try file.write(text)
    try file.sync()
    try directory.sync()
    return file
  }

  @Test mutating func onlySyncedBytesSurviveTheWorst() throws {
    let file = try synced("a", "old")
    try file.write("new and longer")
    #expect(try file.bytes(3) == Array("new".utf8))
    disk.crash(.nothing, using: &generator)
    #expect(disk.contents("store/a") == Array("old".utf8))
  }

  @Test mutating func everythingMaySurvive() throws {
    let file = try synced("a", "old")
    try file.write("new")
    try directory.rename("a", to: "b")
    disk.crash(.everything, using: &generator)
    #expect(disk.files().map(\.path) == ["store/b"])
    #expect(disk.contents("store/b") == Array("new".utf8))
  }

  @Test mutating func aSyncedFileWithoutASyncedNameIsGone() throws {
    let file = try directory.open("a", .create)
    try file.write("bytes")
    try file.sync()
    disk.crash(.nothing, using: &generator)
    #expect(disk.files().isEmpty)
  }

  @Test mutating func aSyncedNameMayHaveNoBytes() throws {
    try directory.open("a", .create).write("bytes")
    try directory.sync()
    disk.crash(.nothing, using: &generator)
    #expect(disk.contents("store/a") == [])
  }

  @Test mutating func renameAndRemoveAreUndone() throws {
    _ = try synced("a", "a")
    _ = try synced("b", "b")
    try directory.rename("a", to: "b")
    try directory.remove("b")
    #expect(try directory.names() == [])
    disk.crash(.nothing, using: &generator)
    #expect(disk.files().map(\.path) == ["store/a", "store/b"])
    #expect(disk.contents("store/b") == Array("b".utf8))
  }

  @Test mutating func nameChangesAreKeptInOrder() throws {
    for name in ["a", "b", "c"] { _ = try directory.open(name, .create) }
    var counts: Set<Int> = []
    for _ in 0..<100 {
      let profile = PersistenceProfile(data: .nothing, names: .prefix)
      let paths = disk.crashed(profile, using: &generator).files().map(\.path)
      #expect(paths == ["store/a", "store/b", "store/c"].prefix(paths.count).map(\.self))
      counts.insert(paths.count)
    }
    #expect(counts == [0, 1, 2, 3])
  }

  @Test mutating func tearsAtSectorsAndReorders() throws {
    let file = try synced("a", "")
    try file.write([UInt8](repeating: 1, count: 1_000), at: 100)
    #expect(disk.unsyncedSectors == 3)
    var seen: Set<[Bool]> = []
    for mask in UInt64(0)..<8 {
      let profile = PersistenceProfile(data: .chosen(mask), names: .nothing)
      let bytes = try #require(disk.crashed(profile, using: &generator).contents("store/a"))
      let kept = (0..<3).map { mask & (1 << $0) != 0 }
      let ends = [512, 1_024, 1_100]
      #expect(bytes.count == (kept.lastIndex(of: true).map { ends[$0] } ?? 0))
      for (index, byte) in bytes.enumerated() {
        #expect(byte == (index >= 100 && kept[index / 512] ? 1 : 0), "holes read as zeros")
      }
      seen.insert(kept)
    }
    #expect(seen.count == 8)
  }

  @Test mutating func prefixKeepsNoLaterWriteWithoutTheEarlier() throws {
    let file = try synced("a", "")
    for index in 0..<4 {
      try file.write([UInt8](repeating: UInt8(index + 1), count: 2_048), at: UInt64(index) * 2_048)
    }
    var lengths: Set<Int> = []
    for _ in 0..<500 {
      let profile = PersistenceProfile(data: .prefix, names: .nothing)
      let bytes = try #require(disk.crashed(profile, using: &generator).contents("store/a"))
      #expect(bytes.indices.allSatisfy { bytes[$0] == UInt8($0 / 2_048 + 1) })
      lengths.insert(bytes.count)
    }
    #expect(lengths == Set((0...16).map { $0 * 512 }))
  }

  @Test mutating func aLostTailLeavesNothingZerosOrGarbage() throws {
    let file = try synced("a", "old")
    try file.write([UInt8](repeating: 1, count: 600), at: 3)
    func crashed(_ tail: LostTail) throws -> [UInt8] {
      let profile = PersistenceProfile(data: .nothing, names: .nothing, tail: tail)
      return try #require(disk.crashed(profile, using: &generator).contents("store/a"))
    }
    #expect(try crashed(.absent) == Array("old".utf8))
    #expect(try crashed(.zeros) == Array("old".utf8) + [UInt8](repeating: 0, count: 600))
    let garbage = try crashed(.garbage)
    #expect(garbage.count == 603 && garbage.prefix(3) == ArraySlice("old".utf8))
    #expect(Set(garbage.dropFirst(3)).count > 50)
  }

  @Test mutating func oldHandlesAreDeadAndLocksFree() throws {
    let file = try synced("a", "a")
    let held = try directory.lock("lock")
    #expect(throws: StorageError.busy(path: "/store")) { try directory.lock("lock") }
    try directory.sync()
    disk.crash(.nothing, using: &generator)
    let calls = disk.counters.mutating
    #expect(throws: StorageError.io(call: "pwrite", file: "a", errno: 5)) { try file.write("x") }
    #expect(throws: StorageError.io(call: "fdatasync", file: "a", errno: 5)) { try file.sync() }
    #expect(throws: StorageError.io(call: "fsync", file: "/store", errno: 5)) {
      try directory.sync()
    }
    #expect(throws: StorageError.self) { try directory.directory("x", create: true) }
    #expect(throws: StorageError.self) { try directory.lock("other") }
    #expect(disk.counters.mutating == calls)
    let again = try disk.openDirectory("/store", create: false)
    let taken = try again.lock("lock")
    held.release()
    #expect(throws: StorageError.busy(path: "/store")) { try again.lock("lock") }
    taken.release()
    try again.lock("lock").release()
  }

  @Test func aProcessKillLosesNothing() throws {
    let file = try directory.open("a", .create)
    try file.write("unsynced")
    disk.processKill()
    #expect(throws: StorageError.self) { try file.size() }
    #expect(disk.contents("store/a") == Array("unsynced".utf8))
    #expect(disk.unsyncedSectors == 1, "a power cut may still follow")
  }

  @Test func oneSeedIsOneCrash() throws {
    for index in 0..<20 {
      let file = try directory.open("\(index)", .create)
      for part in UInt64(0)..<10 {
        try file.write([UInt8](repeating: UInt8(part), count: 700), at: part * 99)
      }
    }
    var images: [[String: [UInt8]]] = []
    for seed in [7, 7, 8, 9] as [UInt64] {
      var generator = SeededGenerator(seed: seed)
      let profile = PersistenceProfile(data: .subset, names: .prefix, tail: .garbage)
      let files = disk.crashed(profile, using: &generator).files()
      images.append(Dictionary(files.map { ($0.path, $0.bytes) }) { first, _ in first })
    }
    #expect(images[0] == images[1])
    #expect(Set(images).count == 3)
  }
}
