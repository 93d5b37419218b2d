/// The bytes of a limit, the same in records and checkpoints:
///
///     flags u8      1 when there is a rate, 2 when there is a concurrency; 0 for no limit
///     rate          permits, period, burst, then how far it is used: instant, parts
///     concurrency
extension RecordCoder {
  /// Bits of the flag byte of a limit.
  struct LimitFlags: OptionSet {
    let rawValue: UInt8
    static let rate = LimitFlags(rawValue: 1)
    static let concurrency = LimitFlags(rawValue: 2)
    static let all: LimitFlags = [.rate, .concurrency]
  }

  static func append(
    _ limit: QueueLimit?, _ arrival: QueueLimit.Arrival, to writer: inout ByteWriter
  ) {
    var flags: LimitFlags = []
    if limit?.rate != nil { flags.insert(.rate) }
    if limit?.concurrency != nil { flags.insert(.concurrency) }
    writer.append(flags.rawValue)
    if let rate = limit?.rate {
      writer.appendVarint(UInt64(rate.permits))
      writer.appendVarint(rate.periodMilliseconds)
      writer.appendVarint(UInt64(rate.burst))
      append(arrival, to: &writer)
    }
    if let concurrency = limit?.concurrency { writer.appendVarint(UInt64(concurrency)) }
  }

  static func append(_ arrival: QueueLimit.Arrival, to writer: inout ByteWriter) {
    writer.appendVarint(arrival.milliseconds)
    writer.appendVarint(UInt64(arrival.parts))
  }

  static func limit(
    _ reader: inout ByteReader
  ) throws(FormatError) -> (limit: QueueLimit?, arrival: QueueLimit.Arrival) {
    let flags = LimitFlags(rawValue: try reader.integer())
    guard flags.isSubset(of: .all) else { throw .invalid("flags of a limit") }
    var limit = QueueLimit()
    var arrival = QueueLimit.Arrival()
    if flags.contains(.rate) {
      let rate = try rate(&reader)
      arrival = try self.arrival(&reader)
      guard arrival.parts < rate.permits else { throw .invalid("parts of an arrival") }
      limit.rate = rate
    }
    if flags.contains(.concurrency) {
      limit.concurrency = try reader.varint(atMost: Limits.permitsMax, "concurrency")
    }
    if flags.isEmpty { return (nil, arrival) }
    do throws(Refusal) { try limit.check() } catch { throw .invalid("limit") }
    return (limit, arrival)
  }

  private static func rate(_ reader: inout ByteReader) throws(FormatError) -> QueueLimit.Rate {
    let permits: Int = try reader.varint(atMost: Limits.permitsMax, "permits")
    let period: UInt64 = try reader.varint(atMost: Limits.durationMillisecondsMax, "period")
    return QueueLimit.Rate(
      permits: permits, periodMilliseconds: period,
      burst: try reader.varint(atMost: Limits.permitsMax, "burst"))
  }

  static func arrival(_ reader: inout ByteReader) throws(FormatError) -> QueueLimit.Arrival {
    let instant = try instant(&reader)
    let parts: UInt32 = try reader.varint(atMost: UInt32(Limits.permitsMax - 1), "parts")
    return QueueLimit.Arrival(milliseconds: instant, parts: parts)
  }
}
