/// What a store took of the disk at one time.
struct SpaceSample {
  /// The simulated time since the beginning.
  let hours: Int
  /// The log, over twice the living bytes and six segments.
  let diskShare: Double
  /// Bytes that were copied to keep it so, for each byte appended so far.
  let copiedShare: Double
}
