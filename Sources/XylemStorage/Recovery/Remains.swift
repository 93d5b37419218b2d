/// What lies in a segment besides the frames that could be read.
struct Remains {
  /// Where the last word that is not zero ends, in a recycled file the last header of a frame of
  /// this segment; the end of the log when there is nothing behind it.
  private(set) var end: Int
  /// Whether a frame says that the record looked for had been synced.
  var provesSync = false

  init(end: Int) {
    self.end = end
  }

  /// Notes that something ends at `place`, behind the end of the log or before it.
  mutating func reach(_ place: Int) {
    end = max(end, place)
  }
}
