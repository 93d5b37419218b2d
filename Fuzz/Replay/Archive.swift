import Simulator
import XylemCore
import XylemStorage

/// The files of a store as one input:
///
///     u8 place (0 root, 1 segments, 2 checkpoints), u32 number, u32 size, u32 count, the bytes
///
/// Most zeros at the end of a segment are left out, so that changes seldom fall on bytes without
/// meaning.
struct Archive {
  /// One file. Its number is its name; in the root every number means the identity.
  struct Entry {
    var place: UInt8
    var number: UInt32
    var size: UInt32
    var bytes: [UInt8]
  }

  /// Sizes above are cut, because a disk in memory has little room.
  private static let sizeMax = 256 * 1024
  private static let folders = ["", StoreFileName.segments + "/", StoreFileName.checkpoints + "/"]

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
    let place = try reader.integer(UInt8.self) % UInt8(folders.count)
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
      default:
        segments.rename(at: 64, in: &entries[index].bytes)
        Repair.checkpoint(&entries[index].bytes)
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
    for entry in entries {
      let name =
        entry.place == 0 ? StoreFileName.identity : StoreFileName.name(entry.number)
      let size = min(Int(entry.size), Self.sizeMax)
      let zeros = [UInt8](repeating: 0, count: max(0, size - entry.bytes.count))
      let bytes = Array((entry.bytes + zeros).prefix(size))
      disk.replace("\(path)/\(Self.folders[Int(entry.place)])\(name)", with: bytes)
    }
    return disk
  }
}
