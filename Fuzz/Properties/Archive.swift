import Simulator
import XylemCore
import XylemStorage

/// The files of a store as one input:
///
///     u8 place, u32 number, u32 size, u32 count, the bytes
///
/// Places are 0 for the identity, 1 for segments, 2 for checkpoints; then what has no business in
/// a store: 3 to 5 files of other names in the three folders, 6 and 7 folders in place of a segment
/// and of a checkpoint.
///
/// Most zeros at the end of a segment are left out, so that changes seldom fall on bytes without
/// meaning.
struct Archive {
  /// One file. Its number is its name.
  struct Entry {
    var place: UInt8
    var number: UInt32
    var size: UInt32
    var bytes: [UInt8]
  }

  /// Sizes above are cut, because a disk in memory has little room.
  private static let sizeMax = 256 * 1024
  private static let folders = ["", StoreFileName.segments + "/", StoreFileName.checkpoints + "/"]
  private static let places: UInt8 = 8
  /// Names that nearly mean something.
  private static let strangers = [
    StoreFileName.newIdentity, StoreFileName.newCheckpoint, "+000000001", "0000000001.old", "a",
  ]

  var entries: [Entry] = []

  /// The files of the store in the directory `path` of `disk`.
  init(_ disk: VirtualFileSystem, under path: String) {
    for file in disk.files() where !file.path.hasSuffix(StoreFileName.lock) {
      let name = file.path.split(separator: "/").last.map(String.init) ?? ""
      let place = file.path.contains("/segments/") ? 1 : file.path.contains("/checkpoints/") ? 2 : 0
      let used = file.bytes.lastIndex { $0 != 0 }.map { $0 + 1 + FrameHeader.bytes } ?? 0
      let end = place == 1 ? min(used, file.bytes.count) : file.bytes.count
      entries.append(
        Entry(
          place: UInt8(place), number: StoreFileName.number(name) ?? 0,
          size: UInt32(file.bytes.count), bytes: Array(file.bytes[..<end])))
    }
  }

  /// Reads as many files as `input` has whole.
  init(decoding input: ArraySlice<UInt8>) {
    Array(input).withUnsafeBytes { bytes in
      var reader = ByteReader(bytes)
      while let entry = try? Self.entry(&reader) { entries.append(entry) }
    }
  }

  private static func entry(_ reader: inout ByteReader) throws -> Entry {
    let place = try reader.integer(UInt8.self) % places
    let number = try reader.integer(UInt32.self)
    let size = try reader.integer(UInt32.self)
    let count = Int(try reader.integer(UInt32.self))
    let bytes = [UInt8](try reader.raw(min(count, reader.remaining)))
    return Entry(place: place, number: number, size: size, bytes: bytes)
  }

  /// The bytes of the input, without the byte of flags.
  var encoded: [UInt8] {
    var writer = ByteWriter()
    for entry in entries {
      writer.append(entry.place)
      writer.append(entry.number)
      writer.append(entry.size)
      writer.append(UInt32(entry.bytes.count))
      entry.bytes.withUnsafeBytes { writer.append($0) }
    }
    return Array(writer.bytes)
  }

  /// Makes all checksums right.
  mutating func repair() {
    var segments = SegmentRepair()
    entries.sort { ($0.place, $0.number) < ($1.place, $1.number) }
    for index in entries.indices {
      switch entries[index].place {
      case 0:
        pad(index, to: StoreIdentity.bytes)
        Repair.header(&entries[index].bytes, count: StoreIdentity.bytes)
      case 1: segments.repair(&entries[index].bytes)
      case 2:
        segments.rename(at: 64, in: &entries[index].bytes)
        Repair.checkpoint(&entries[index].bytes)
      default: break
      }
    }
  }

  private mutating func pad(_ index: Int, to count: Int) {
    let missing = max(0, count - entries[index].bytes.count)
    entries[index].bytes += [UInt8](repeating: 0, count: missing)
  }

  /// A disk with these files.
  func disk(under path: String) throws -> VirtualFileSystem {
    let disk = VirtualFileSystem()
    let root = try disk.openDirectory(path, create: true)
    for folder in [StoreFileName.segments, StoreFileName.checkpoints] {
      _ = try root.directory(folder, create: true)
    }
    for entry in entries { try put(entry, on: disk, under: path) }
    return disk
  }

  private func put(_ entry: Entry, on disk: VirtualFileSystem, under path: String) throws {
    let folder = Self.folders[entry.place > 5 ? Int(entry.place) - 5 : Int(entry.place) % 3]
    let file = "\(path)/\(folder)\(name(of: entry))"
    if entry.place > 5 { return _ = try? disk.openDirectory(file, create: true) }
    let size = min(Int(entry.size), Self.sizeMax)
    let zeros = [UInt8](repeating: 0, count: max(0, size - entry.bytes.count))
    disk.replace(file, with: Array((entry.bytes + zeros).prefix(size)))
  }

  private func name(of entry: Entry) -> String {
    switch entry.place {
    case 0: StoreFileName.identity
    case 3...5: Self.strangers[Int(entry.number) % Self.strangers.count]
    default: StoreFileName.name(entry.number)
    }
  }
}
