#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// The kernel's error numbers the engine, and the simulator that plays the kernel, speak of.
package enum KernelError {
  /// `ENOENT`: no such name.
  package static let missing = ENOENT
  /// `EEXIST`: the name is taken.
  package static let exists = EEXIST
  /// `EIO`: the medium failed.
  package static let inputOutput = EIO
  /// `EBADF`: the file was not opened for this.
  package static let badDescriptor = EBADF
  /// `EMFILE`: the process has no descriptor left.
  package static let processDescriptors = EMFILE
  /// `ENFILE`: the system has none left.
  package static let systemDescriptors = ENFILE
  /// `EINVAL`: the call makes no sense.
  package static let invalid = EINVAL
  /// `EFBIG`: beyond the largest file.
  package static let tooBig = EFBIG
  /// `ENOSPC`: the medium or its inode table is full.
  package static let noSpace = ENOSPC
  /// `EDQUOT`: the owner's quota is used up.
  package static let overQuota = EDQUOT
  /// `ENOTDIR`: a directory was expected.
  package static let notADirectory = ENOTDIR
  /// `EISDIR`: a file was expected.
  package static let isADirectory = EISDIR
  /// `ELOOP`: a symbolic link was met where none is followed.
  package static let symbolicLink = ELOOP
  /// `ENXIO`: a FIFO without a reader, a socket, or a device that is not there.
  package static let noDevice = ENXIO
  /// `EACCES`: not permitted by the mode.
  package static let accessDenied = EACCES
  /// `EWOULDBLOCK`: somebody else holds the lock.
  package static let wouldBlock = EWOULDBLOCK
}
