/// What the kernel is made to answer to one system call, or does to its caller.
struct Fault: Hashable {
  /// How often it happens.
  enum Duration: CaseIterable {
    case once
    /// At this call and every later one of its name.
    case forever
  }

  /// For the summary.
  let name: String
  /// As `strace` spells it.
  let injection: String
  var duration = Duration.once
  /// The kernel claims to have done what it has not. Against that nothing is promised, except that
  /// no wrong bytes are ever handed out.
  var isLie = false

  /// The faults worth trying on a call of this name, which otherwise ends with `result`.
  static func all(of call: SystemCall) -> [Fault] {
    var faults = [error("EIO"), Fault(name: "KILL", injection: "signal=KILL")]
    if ["pwrite64", "fdatasync", "fsync", "openat", "pread64"].contains(call.name) {
      faults += [error("EIO", .forever), error("EINTR")]
    }
    if ["pwrite64", "fdatasync", "fsync", "openat", "renameat", "mkdirat"].contains(call.name) {
      faults.append(error("ENOSPC"))
    }
    switch call.name {
    case "pwrite64":
      faults.append(error("ENOSPC", .forever))
      let half = (Int(call.result) ?? 0) / 2
      faults += [lie(call.result, "lost write"), lie("\(half)", "half a lost write")]
    case "fdatasync", "fsync": faults.append(lie("0", "lying sync"))
    case "openat": faults += [error("EMFILE"), error("EACCES")]
    case "flock": faults.append(error("EINTR"))
    default: break
    }
    return faults
  }

  private static func error(_ name: String, _ duration: Duration = .once) -> Fault {
    let often = duration == .once ? "" : " from then on"
    return Fault(name: name + often, injection: "error=\(name)", duration: duration)
  }

  private static func lie(_ result: String, _ name: String) -> Fault {
    Fault(name: name, injection: "retval=\(result)", isLie: true)
  }
}
