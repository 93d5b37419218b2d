import XylemStorage

/// Runs what blocks on the disk, so that no thread of Swift's pool ever does.
///
/// What is given to it runs in order, one after the other.
package protocol BlockingRunner: AnyObject, Sendable {
  /// Adds work without waiting for it; `false` when the runner was stopped.
  @discardableResult
  func append(_ work: @escaping @Sendable () -> Void) -> Bool

  /// Ends the runner once everything given to it is done; takes nothing more from now on.
  func stop()
}

extension BlockingRunner {
  /// Runs `body` after everything given before, and returns what it returns.
  ///
  /// - Throws: what `body` throws; `.closed` when the runner was stopped.
  func run<Value: Sendable>(
    _ body: @escaping @Sendable () throws(StoreError) -> Value
  ) async throws(StoreError) -> Value {
    let result: Result<Value, StoreError> = await withUnsafeContinuation { continuation in
      let isTaken = append {
        do throws(StoreError) {
          continuation.resume(returning: .success(try body()))
        } catch { continuation.resume(returning: .failure(error)) }
      }
      if !isTaken { continuation.resume(returning: .failure(.closed)) }
    }
    return try result.get()
  }
}
