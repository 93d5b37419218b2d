#if Peers
  /// A peer cannot be measured on this machine.
  struct MissingPeer: Error {
    let reason: String
  }
#endif
