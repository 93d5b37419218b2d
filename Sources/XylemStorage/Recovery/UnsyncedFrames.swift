/// Frames that were read, but may be in the page cache only.
struct UnsyncedFrames {
  let file: any File
  /// Where the first of them starts.
  let start: UInt32
  /// Where the last of them ends.
  let end: UInt32
}
