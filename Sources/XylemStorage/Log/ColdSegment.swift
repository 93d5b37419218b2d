/// A cold segment as the engine knows it.
struct ColdSegment {
  /// Its number.
  let number: UInt32
  /// The length of its file.
  var bytes: UInt64
  /// The sequence of the last record that names a place in it, or of a later one.
  var namedThrough: UInt64
}
