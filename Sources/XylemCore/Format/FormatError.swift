/// Why bytes are not what the format says. Never a trap: bytes come from disk.
package enum FormatError: Error, Hashable, Sendable {
  /// The bytes end before the value does.
  case truncated
  /// A value is outside what the format allows; the text names the field.
  case invalid(String)
  /// A checksum does not match; the text names what it covers.
  case checksum(String)
  /// The bytes were written by a later version of the format.
  case newerVersion(UInt16)
}
