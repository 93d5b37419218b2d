import XylemCore

extension StoreError {
  /// What users are told of a refusal of the kernel.
  package init(_ error: StorageError) {
    switch error {
    case .io(let call, let file, let errno): self = .io(call: call, file: file, errno: errno)
    case .full(_, let file): self = .full(file: file)
    case .busy(let path): self = .busy(path: path)
    case .unsafeDirectory(let path, let reason):
      self = .unsafeDirectory(path: path, reason: reason)
    case .notADirectory(let path): self = .unsafeDirectory(path: path, reason: "not a directory")
    case .missing(let path): self = .missing(path: path)
    case .unsafeFile(let file):
      self = .unsafeDirectory(path: file, reason: "not a regular file with a single link")
    }
  }

  /// What users are told of bytes that are not what the format says.
  package init(_ error: FormatError, file: String, offset: UInt64) {
    switch error {
    case .newerVersion(let version): self = .newerFormat(version: version)
    case .truncated: self = .corrupt(Corruption(file: file, offset: offset, what: "cut short"))
    case .invalid(let what):
      self = .corrupt(Corruption(file: file, offset: offset, what: "invalid \(what)"))
    case .checksum(let what):
      self = .corrupt(Corruption(file: file, offset: offset, what: "wrong checksum of \(what)"))
    }
  }
}
