import XylemCore

extension File {
  /// Reads `count` bytes at `offset` and hands them to `body`; fewer when the file ends before.
  package func withBytes<Value>(
    at offset: UInt64, count: Int, _ body: (UnsafeRawBufferPointer) throws(StoreError) -> Value
  ) throws(StoreError) -> Value {
    let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: max(count, 1), alignment: 16)
    defer { memory.deallocate() }
    let wanted = UnsafeMutableRawBufferPointer(rebasing: memory[..<count])
    let length: Int
    do { length = try read(into: wanted, at: offset) } catch { throw StoreError(error) }
    return try body(UnsafeRawBufferPointer(rebasing: memory[..<length]))
  }

  /// Hands `count` bytes at `offset` to `body` if they are in memory; `nil` when the medium would
  /// have to be waited for.
  func withCachedBytes<Value>(
    at offset: UInt64, count: Int, _ body: (UnsafeRawBufferPointer) -> Value
  ) -> Value? {
    withUnsafeTemporaryAllocation(byteCount: count, alignment: 16) { memory in
      readCached(into: memory, at: offset) ? body(UnsafeRawBufferPointer(memory)) : nil
    }
  }

  /// As ``withBytes(at:count:_:)``, for bytes that check themselves: what `body` finds corrupt is
  /// read once more, because a medium may give back something wrong just once.
  package func withCheckedBytes<Value>(
    at offset: UInt64, count: Int, _ body: (UnsafeRawBufferPointer) throws(StoreError) -> Value
  ) throws(StoreError) -> Value {
    do throws(StoreError) {
      return try withBytes(at: offset, count: count, body)
    } catch .corrupt(let corruption) {
      if isPlanted(.believeFirstRead) { throw .corrupt(corruption) }
      return try withBytes(at: offset, count: count, body)
    }
  }
}
