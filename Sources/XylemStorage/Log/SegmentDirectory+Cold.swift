import XylemCore

/// Cold segments, which hold old records beside the log.
extension SegmentDirectory {
  /// The numbers of all files that bear the name of a cold segment, ascending.
  func coldNumbers() throws(StorageError) -> [UInt32] {
    try names().compactMap { StoreFileName.coldNumber($0) }.sorted()
  }

  /// Makes the file of a cold segment with its header, neither of them durable yet.
  func makeCold(_ header: ColdHeader) throws(StorageError) -> any File {
    let file = try make(StoreFileName.segment(header.number))
    var bytes = ByteWriter(capacity: ColdHeader.bytes)
    header.encode(into: &bytes)
    try file.write(bytes.bytes, at: 0)
    return file
  }

  /// The header of cold segment `number`.
  ///
  /// - Throws: `.corrupt` when it is missing, damaged, or that of another segment; `.io`.
  func coldHeader(_ number: UInt32, of store: StoreID) throws(StoreError) -> ColdHeader {
    let path = StoreFileName.segmentPath(number)
    let file: any File
    do { file = try open(number) } catch .missing {
      throw .corrupt(Corruption(file: path, offset: 0, what: "missing segment"))
    } catch { throw StoreError(error) }
    return try file.withCheckedBytes(at: 0, count: ColdHeader.bytes) {
      (bytes) throws(StoreError) in
      let header: ColdHeader
      do throws(FormatError) { header = try ColdHeader(decoding: bytes) } catch {
        throw StoreError(error, file: path, offset: 0)
      }
      guard header.store == store, header.number == number else {
        throw .corrupt(Corruption(file: path, offset: 0, what: "header of another segment"))
      }
      return header
    }
  }
}
