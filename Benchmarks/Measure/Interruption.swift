import Foundation

/// Does something once, before the program ends: when told to, or on an interrupt from outside.
final class Interruption: @unchecked Sendable {
  // Unchecked because the sources are only set up and kept, and the lock guards the rest.
  private let lock = NSLock()
  private var body: (@Sendable () -> Void)?
  private var sources: [any DispatchSourceSignal] = []

  init(_ body: @escaping @Sendable () -> Void) {
    self.body = body
    sources = [SIGINT, SIGTERM, SIGHUP].map { number in
      // An empty handler and not none, which children would inherit.
      signal(number) { _ in }
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler { [weak self] in
        self?.now()
        exit(128 + number)
      }
      source.resume()
      return source
    }
  }

  /// Does it, unless it was done.
  func now() {
    let body = lock.withLock {
      defer { self.body = nil }
      return self.body
    }
    body?()
  }
}
