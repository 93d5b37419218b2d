import Foundation

extension Process {
  /// Runs with no signal blocked: a child inherits what its parent's thread blocks, and threads of
  /// a pool block those that end a program.
  func runListening() throws {
    var none = sigset_t()
    var before = sigset_t()
    sigemptyset(&none)
    pthread_sigmask(SIG_SETMASK, &none, &before)
    defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
    try run()
  }
}
