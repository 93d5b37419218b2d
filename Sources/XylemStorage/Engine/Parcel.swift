import XylemCore

/// What was read for a leased task, before numbers become names.
struct Parcel {
  let queue: UInt32
  let kind: UInt16
  /// When the task was added, in milliseconds since 1970.
  let at: UInt64
  let payload: [UInt8]

  init(queue: UInt32, kind: UInt16, at: UInt64, payload: [UInt8]) {
    self.queue = queue
    self.kind = kind
    self.at = at
    self.payload = payload
  }

  /// Copies the payload.
  init(_ added: RecordCoder.Addition) {
    self.init(
      queue: added.queue, kind: added.kind, at: added.at,
      payload: [UInt8](unsafeUninitializedCapacity: added.payload.count) { bytes, count in
        UnsafeMutableRawBufferPointer(bytes).copyMemory(from: added.payload)
        count = added.payload.count
      })
  }
}
