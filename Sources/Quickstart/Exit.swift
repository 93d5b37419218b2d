/// An end of the program that is no success, with its code from `sysexits.h`.
struct Exit: Error {
  let code: Int32
  let message: String
}
