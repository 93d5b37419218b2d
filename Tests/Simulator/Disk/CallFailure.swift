import XylemStorage

/// Why a call on the virtual disk fails, and how much of a write happens all the same.
struct CallFailure: Error {
  let error: StorageError
  var keptSectors = 0
  var keptBytes: Int?
}
