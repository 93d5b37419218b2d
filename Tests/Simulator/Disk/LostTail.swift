/// What is found past the old end of a file where unsynced writes were lost.
package enum LostTail: Sendable, Equatable {
  /// The file ends with its last kept byte.
  case absent
  /// The length was kept without the data: zeros.
  case zeros
  /// The length was kept without the data: whatever lay on the medium.
  case garbage
}
