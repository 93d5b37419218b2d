/// Something that was promised does not hold.
struct BrokenPromise: Error, CustomStringConvertible {
  let description: String
  /// Whether bytes were handed out that nobody wrote. Not even a disk that lies excuses that.
  var isWrongBytes = false

  init(_ description: String, isWrongBytes: Bool = false) {
    (self.description, self.isWrongBytes) = (description, isWrongBytes)
  }

  /// The same, saying where it was found.
  func found(in place: String) -> BrokenPromise {
    BrokenPromise("\(place): \(description)", isWrongBytes: isWrongBytes)
  }
}
