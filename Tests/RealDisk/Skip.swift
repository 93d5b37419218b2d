/// This machine lacks what a check needs, so nothing was checked.
struct Skip: Error {
  let reason: String
}
