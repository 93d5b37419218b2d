/// The bytes of a record. The page `RecordFormat` of the catalog describes them field by field.
///
///     header   u32   kind in the low 8 bits, length of the whole record in the high 24
///     fields         by kind; integers are varints unless said otherwise
///     bytes          only kinds that carry bytes: varint count, then the bytes
///     checksum u32   only kinds that carry bytes: CRC32C of all that precedes it in the record
///
/// The checksum lets a record be read alone, for a lease, long after its frame was checked.
package enum RecordCoder {
  static let headerBytes = 4
  static let checksumBytes = 4

  /// Bits of the flag byte in `enqueued`.
  struct EnqueuedFlags: OptionSet {
    let rawValue: UInt8
    static let due = EnqueuedFlags(rawValue: 1)
    static let expiry = EnqueuedFlags(rawValue: 2)
    static let uniqueKey = EnqueuedFlags(rawValue: 4)
    static let all: EnqueuedFlags = [.due, .expiry, .uniqueKey]
  }

  /// Where the bytes lie that a record at `location` carries, when there are `length` of them:
  /// right before its checksum. `nil` when it is too short for them, or too long for nothing else.
  static func carried(_ length: UInt32, in location: RecordLocation) -> RecordLocation? {
    // Header and checksum, row, generation, part and count: 12 to 22 bytes.
    guard location.length >= length, (12...22).contains(location.length - length) else {
      return nil
    }
    let end = location.offset + location.length - UInt32(checksumBytes)
    return RecordLocation(segment: location.segment, offset: end - length, length: length)
  }

  /// The record that a task may need, of which task, and where it lies: the one that was read, or
  /// the one it carries. `nil` when no task ever needs it again.
  package static func kept(
    _ decoded: Decoded, at location: RecordLocation
  ) -> (task: TaskReference, part: Relocation.Part, location: RecordLocation)? {
    switch decoded.record {
    case .enqueued(let added): return (added.reference, .task, location)
    case .completed(let task, _): return (task, .task, location)
    case .died(let task, _, _): return (task, .reason, location)
    case .relocated(let task, let part):
      return carried(UInt32(decoded.bytes.count), in: location).map { (task, part, $0) }
    default: return nil
    }
  }

  /// A record read from bytes, and the bytes it carries.
  package struct Decoded {
    /// The record.
    package let record: Record
    /// Payload, result or message; empty for kinds that carry none. Valid while the source is.
    package let bytes: UnsafeRawBufferPointer
    /// The encoded length.
    package let length: Int
  }

  /// How long the record at the start of `source` says it is, and whether it has a checksum of its
  /// own. Nothing is proven by that.
  ///
  /// - Throws: when the kind is none, or the length is out of range or beyond `source`.
  package static func extent(
    of source: UnsafeRawBufferPointer
  ) throws(FormatError) -> (length: Int, carriesBytes: Bool) {
    let (kind, length) = try header(of: source)
    return (length, kind.carriesBytes)
  }

  /// The kind and length in the header at the start of `source`, checked against what is there.
  static func header(
    of source: UnsafeRawBufferPointer
  ) throws(FormatError) -> (kind: RecordKind, length: Int) {
    var reader = ByteReader(source)
    let word = try reader.integer(UInt32.self)
    let length = Int(word >> 8)
    guard let kind = RecordKind(rawValue: UInt8(truncatingIfNeeded: word)) else {
      throw .invalid("record kind \(word & 0xff)")
    }
    guard length >= headerBytes, length <= Limits.recordBytesMax else {
      throw .invalid("record length")
    }
    guard length <= source.count else { throw .truncated }
    return (kind, length)
  }
}
