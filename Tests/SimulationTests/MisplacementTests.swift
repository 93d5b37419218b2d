import Simulator
import Testing
import XylemStorage

@Suite("A disk that answers wrongly")
struct MisplacementTests {
  private func file(_ disk: VirtualFileSystem) throws -> any File {
    try disk.openDirectory("/store", create: true).open("log", .create)
  }

  @Test func aWrongReadIsWrongOnce() throws {
    let disk = VirtualFileSystem()
    let file = try file(disk)
    try file.write([1, 2, 3], at: 0)
    disk.faults.wrongReads = [WrongRead(number: 1, bit: 8)]
    #expect(try file.bytes(3) == [1, 3, 3])
    #expect(try file.bytes(3) == [1, 2, 3])
    #expect(disk.wrongReads == 1)
  }

  @Test(arguments: [0, 1, 2, 9])
  func aShortWriteKeepsItsFirstBytes(kept: Int) throws {
    let disk = VirtualFileSystem()
    let file = try file(disk)
    var rule = FaultRule(.write, number: 1, errno: KernelError.noSpace)
    rule.keptBytes = kept
    disk.faults.rules = [rule]
    #expect(throws: StorageError.full(call: "pwrite", file: "log")) {
      try file.write([1, 2, 3], at: 0)
    }
    #expect(try file.bytes(9) == [1, 2, 3].prefix(kept).map { $0 })
  }

  @Test func pagesAreKeptOrLostAsAWhole() throws {
    var generator = SeededGenerator(seed: 5)
    for _ in 0..<40 {
      let disk = VirtualFileSystem()
      let file = try file(disk)
      try file.write([UInt8](repeating: 0, count: 3 * 4096), at: 0)
      try file.sync()
      try disk.openDirectory("/store", create: false).sync()
      try file.write([UInt8](repeating: 7, count: 2 * 4096), at: 4096)
      var profile = PersistenceProfile(data: .subset, names: .everything)
      profile.grain = 4096
      disk.crash(profile, using: &generator)
      let bytes = disk.contents("/store/log") ?? []
      for page in 0..<3 {
        #expect(Set(bytes[page * 4096..<(page + 1) * 4096]).count == 1)
      }
    }
  }
}
