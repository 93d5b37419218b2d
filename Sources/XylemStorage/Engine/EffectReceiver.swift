import XylemCore

/// Who is told what a commit brought about. Called on the committing thread, in order, once the
/// commit is durable; it must not block.
package protocol EffectReceiver: AnyObject, Sendable {
  /// Takes the effects of one commit.
  func receive(_ effects: [Effect])
  /// The engine failed; no effect will follow.
  func engineFailed(_ failure: StoreError)
}
