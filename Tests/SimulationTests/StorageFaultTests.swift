import Simulator
import Testing
import XylemStorage

@Suite("Faults of the simulated disk")
struct StorageFaultTests {
  let disk = VirtualFileSystem()
  let directory: any Directory
  var generator = SeededGenerator(seed: 1)

  init() throws {
    directory = try disk.openDirectory("store", create: true)
    disk.replace("store/a", with: Array("old".utf8))
    disk.resetCounters()
  }

  @Test mutating func aFailedSyncLosesTheBytesForGood() throws {
    let file = try directory.open("a", .write)
    disk.faults.rules = [FaultRule(.sync, number: 1)]
    try file.write("new")
    #expect(throws: StorageError.io(call: "fdatasync", file: "a", errno: 5)) { try file.sync() }
    try file.sync()
    #expect(try file.bytes(3) == Array("new".utf8), "reads still show what is lost")
    #expect(disk.durableContents("store/a") == Array("old".utf8), "the second sync lied")
    let evicted = disk.clone()
    evicted.dropCleanPages()
    #expect(evicted.contents("store/a") == Array("old".utf8))
    disk.crash(.everything, using: &generator)
    #expect(disk.contents("store/a") == Array("old".utf8))
  }

  @Test mutating func aFailedDirectorySyncLosesTheNames() throws {
    disk.faults.rules = [FaultRule(.directorySync, number: 1)]
    try directory.rename("a", to: "b")
    #expect(throws: StorageError.io(call: "fsync", file: "store", errno: 5)) {
      try directory.sync()
    }
    try directory.sync()
    #expect(try directory.names() == ["b"])
    disk.crash(.everything, using: &generator)
    #expect(disk.files().map(\.path) == ["store/a"])
  }

  @Test(arguments: [false, true])
  func rulesFailOnceOrFromThenOn(lasting: Bool) throws {
    let file = try directory.open("a", .write)
    disk.faults.rules = [FaultRule(.write, number: 2, lasting: lasting)]
    try file.write("1")
    #expect(throws: StorageError.io(call: "pwrite", file: "a", errno: 5)) { try file.write("2") }
    if lasting {
      #expect(throws: StorageError.self) { try file.write("3") }
    } else {
      try file.write("3")
    }
    #expect(disk.counters.writes == 3)
    #expect(disk.contents("store/a")?.first == UInt8(ascii: lasting ? "1" : "3"))
  }

  @Test(arguments: [KernelError.noSpace, KernelError.overQuota])
  func noSpaceIsFullForWritesAndIOForSyncs(errno: Int32) throws {
    let file = try directory.open("a", .write)
    disk.faults.rules = [
      FaultRule(.write, number: 1, errno: errno, keptSectors: 1),
      FaultRule(.sync, number: 1, errno: errno),
    ]
    #expect(throws: StorageError.full(call: "pwrite", file: "a")) {
      try file.write([UInt8](repeating: 1, count: 2_000), at: 500)
    }
    #expect(try file.size() == 512)
    #expect(throws: StorageError.io(call: "fdatasync", file: "a", errno: errno)) {
      try file.sync()
    }
  }

  @Test(arguments: [false, true])
  func capacityIsOfAllFilesTogether(partly: Bool) throws {
    disk.faults.capacity = 10
    disk.faults.keepsPartOfFullWrite = partly
    let file = try directory.open("b", .create)
    try file.write("12345")
    #expect(throws: StorageError.full(call: "pwrite", file: "b")) { try file.write("67890", at: 5) }
    #expect(disk.contents("store/b") == Array((partly ? "1234567" : "12345").utf8))
    try file.write("abcde")
    try directory.remove("a")
    try file.write("67890", at: 5)
    #expect(disk.totalBytes == 10)
  }

  @Test mutating func liesMakeNothingDurable() throws {
    disk.faults.ignoreFileSync = true
    disk.faults.ignoreDirectorySync = true
    let file = try directory.open("a", .write)
    try file.write("new")
    try file.sync()
    try directory.rename("a", to: "b")
    try directory.sync()
    #expect(disk.counters.syncs == 1 && disk.counters.directorySyncs == 1)
    disk.crash(.nothing, using: &generator)
    #expect(disk.files().map(\.path) == ["store/a"])
    #expect(disk.contents("store/a") == Array("old".utf8))
  }

  @Test(arguments: [0, 1, 2, Int.max])
  func stopsInTheMiddleOfAnyCall(keptSectors: Int) throws {
    let file = try directory.open("a", .write)
    try file.write("x")
    disk.faults.stop = StopPoint(call: 2, keptSectors: keptSectors)
    let crash = StorageError.io(call: "crash", file: "a", errno: 5)
    #expect(throws: crash) { try file.write([UInt8](repeating: 9, count: 1_500), at: 0) }
    #expect(disk.isStopped)
    #expect(throws: crash) { try file.write("y") }
    #expect(throws: crash) { try file.sync() }
    #expect(throws: crash) { try file.size() }
    #expect(throws: StorageError.self) { try disk.openDirectory("store", create: true) }
    disk.processKill()
    let nines = disk.contents("store/a")?.count { $0 == 9 }
    #expect(nines == (keptSectors == .max ? 1_500 : keptSectors * 512))
    try disk.openDirectory("store", create: false).open("a", .write).write("again")
  }

  @Test mutating func aSyncThatIsStoppedDecidesNothing() throws {
    let file = try directory.open("a", .write)
    try file.write("new")
    disk.faults.stop = StopPoint(call: 2)
    #expect(throws: StorageError.self) { try file.sync() }
    let kept = disk.crashed(.everything, using: &generator)
    #expect(kept.contents("store/a") == Array("new".utf8))
    disk.crash(.nothing, using: &generator)
    #expect(disk.contents("store/a") == Array("old".utf8))
  }

  @Test func theHookSeesEveryCallFirst() throws {
    var seen: [StorageCallKind] = []
    disk.onCall = { seen.append($0.kind) }
    let file = try directory.open("b", .create)
    try file.write("x", at: 7)
    try file.sync()
    try directory.sync()
    #expect(seen == [.create, .write, .sync, .directorySync])
    disk.onCall = { [disk] in disk.faults.rules = [FaultRule($0.kind, number: 1, lasting: true)] }
    #expect(throws: StorageError.self) { try file.size() }
  }

  @Test func aCloneGoesItsOwnWay() throws {
    let held = try directory.lock("lock")
    let file = try directory.open("a", .write)
    try file.write("new")
    let copy = disk.clone()
    try file.write("xyz")
    try directory.remove("a")
    #expect(copy.contents("store/a") == Array("new".utf8))
    try copy.openDirectory("store", create: false).lock("lock").release()
    copy.flipBit("store/a", 9)
    #expect(copy.contents("store/a") == Array("ngw".utf8))
    copy.delete("store/a")
    #expect(copy.files().map(\.path) == ["store/lock"])
    held.release()
  }

  @Test func refusesWhatTheKernelRefuses() throws {
    let file = try directory.open("a", .read)
    #expect(throws: StorageError.io(call: "pwrite", file: "a", errno: 9)) { try file.write("x") }
    #expect(throws: StorageError.io(call: "pwrite", file: "a", errno: 27)) {
      try directory.open("a", .write).write("x", at: .max)
    }
    #expect(throws: StorageError.io(call: "open", file: "a", errno: 17)) {
      try directory.open("a", .create)
    }
    #expect(throws: StorageError.missing(path: "c")) { try directory.open("c", .write) }
    #expect(throws: StorageError.missing(path: "none")) {
      try disk.openDirectory("none", create: false)
    }
    #expect(throws: StorageError.notADirectory(path: "store/a")) {
      try disk.openDirectory("store/a", create: true)
    }
  }
}
