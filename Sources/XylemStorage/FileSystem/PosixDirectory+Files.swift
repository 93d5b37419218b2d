import CPosix

extension PosixDirectory {
  /// The names in the directory, sorted, without `.` and `..`.
  ///
  /// A name that is no UTF-8 comes back repaired: it is nobody's we know, and opening it says
  /// `.missing`.
  ///
  /// - Throws: `.io` when the kernel refuses the walk or breaks it off.
  package func names() throws(StorageError) -> [String] {
    var walk: OpaquePointer?
    let opened = xylem_listing_open(descriptor, &walk)
    guard opened == 0, let walk else {
      throw .kernel(errno: -opened, call: "opendir", file: path)
    }
    defer { xylem_listing_close(walk) }
    var names: [String] = []
    while true {
      var name: UnsafePointer<CChar>?
      let result = xylem_listing_next(walk, &name)
      guard result >= 0 else { throw .kernel(errno: -result, call: "readdir", file: path) }
      guard result > 0, let name else { return names.sorted() }
      names.append(String(cString: name))
    }
  }

  /// Opens the regular file `name`, never following a symbolic link. A new one has mode 0600.
  ///
  /// - Throws: `.unsafeFile` when it is no regular file or has a second link, `.missing`,
  ///   `.io(errno: EEXIST)` for `.create`, `.full`, `.io`.
  package func open(_ name: String, _ mode: OpenMode) throws(StorageError) -> any File {
    try openFile(name, mode)
  }

  /// Gives the file `name` a new name, replacing a file that has it. Durable after ``sync()``.
  ///
  /// - Throws: `.missing`, `.full` when the directory cannot grow, `.io`.
  package func rename(_ name: String, to newName: String) throws(StorageError) {
    requireComponent(name)
    requireComponent(newName)
    let result = xylem_rename(descriptor, name, newName)
    guard result == 0 else { throw .kernel(errno: -result, call: "rename", file: name) }
  }

  /// Removes the file `name`. Durable after ``sync()``.
  ///
  /// - Throws: `.missing`, `.io`.
  package func remove(_ name: String) throws(StorageError) {
    requireComponent(name)
    let result = xylem_unlink(descriptor, name)
    guard result == 0 else { throw .kernel(errno: -result, call: "unlink", file: name) }
  }

  /// Takes the exclusive lock kept in the file `name`, which is made if it is missing.
  ///
  /// - Throws: `.busy` at once when it is held, `.unsafeFile`, `.full`, `.io`.
  package func lock(_ name: String) throws(StorageError) -> any DirectoryLock {
    let file = try openOrCreate(name)
    return try hold(file, xylem_lock(file.descriptor))
  }

  /// Takes the lock kept in the existing file `name` beside others who only read.
  ///
  /// - Throws: `.busy` at once when an owner holds it, `.missing`, `.unsafeFile`, `.io`.
  package func lockShared(_ name: String) throws(StorageError) -> any DirectoryLock {
    let file = try openFile(name, .read)
    return try hold(file, xylem_lock_shared(file.descriptor))
  }

  /// `file` as a lock, if `result`, the kernel's answer to the call for it, is good.
  private func hold(
    _ file: PosixFile, _ result: Int32
  ) throws(StorageError) -> any DirectoryLock {
    if result == -KernelError.wouldBlock { throw .busy(path: path) }
    guard result == 0 else { throw .kernel(errno: -result, call: "flock", file: file.name) }
    return PosixDirectoryLock(holding: file)
  }

  /// Tells a new file from an old one, because only the maker of a file sets its mode.
  private func openOrCreate(_ name: String) throws(StorageError) -> PosixFile {
    do {
      return try openFile(name, .write)
    } catch .missing {
      do {
        return try openFile(name, .create)
      } catch .io(_, _, errno: KernelError.exists) {
        // Someone was faster; from here on the name stays.
        return try openFile(name, .write)
      }
    }
  }

  private func openFile(_ name: String, _ mode: OpenMode) throws(StorageError) -> PosixFile {
    requireComponent(name)
    let descriptor = xylem_open_file(self.descriptor, name, mode.kernel)
    guard descriptor >= 0 else { throw Self.refusal(errno: -descriptor, opening: name) }
    let file = PosixFile(adopting: descriptor, name: name)
    try file.requirePlain()
    return file
  }

  private static func refusal(errno: Int32, opening name: String) -> StorageError {
    switch errno {
    case KernelError.symbolicLink, KernelError.noDevice, KernelError.isADirectory:
      .unsafeFile(file: name)
    default:
      .kernel(errno: errno, call: "open", file: name)
    }
  }
}

extension OpenMode {
  fileprivate var kernel: xylem_open_mode {
    switch self {
    case .read: .read
    case .write: .write
    case .create: .create
    }
  }
}
