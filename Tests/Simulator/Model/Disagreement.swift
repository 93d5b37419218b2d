/// The engine did or told what the reference model does not allow.
struct Disagreement: Error {
  let words: String

  init(_ words: String) {
    self.words = words
  }
}
