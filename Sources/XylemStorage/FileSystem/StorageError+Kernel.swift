extension StorageError {
  /// The error for the kernel's answer `errno` to `call` on `file`.
  ///
  /// A missing name and a full medium have cases of their own, because callers act on them.
  /// `ENOSPC`, `EDQUOT` and `ENOENT` are told from all others; the rest is `.io`.
  package static func kernel(errno: Int32, call: String, file: String) -> StorageError {
    switch errno {
    case KernelError.missing: .missing(path: file)
    case KernelError.noSpace, KernelError.overQuota: .full(call: call, file: file)
    default: .io(call: call, file: file, errno: errno)
    }
  }

  /// The error for `path` when it could not be opened as a directory: `.notADirectory` for
  /// `ENOTDIR`, else as ``kernel(errno:call:file:)``.
  package static func directory(errno: Int32, call: String, path: String) -> StorageError {
    errno == KernelError.notADirectory
      ? .notADirectory(path: path) : kernel(errno: errno, call: call, file: path)
  }
}
