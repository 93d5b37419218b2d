import CPosix

/// The random generator of the kernel.
package struct SystemEntropySource: EntropySource {
  /// There is nothing to configure.
  package init() {}

  /// Returns `count` bytes from the kernel. Early in the boot it may wait for the first entropy.
  package func randomBytes(_ count: Int) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
      guard let bytes = buffer.baseAddress, count > 0 else { return }
      // Salts and epochs made of anything else would be worse than no store at all.
      precondition(xylem_random(bytes, count) == 0, "the kernel has no random generator")
      initialized = count
    }
  }
}
