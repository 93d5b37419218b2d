import Foundation

/// Real processes on real file systems: killed, watched, refused, cut off. Each command prints
/// what it counted; it exits with 1 when a promise was broken.
///
/// Where the machine lacks what a check needs, it says so loudly and counts as passed, except with
/// `--no-skip` or `XYLEM_NO_SKIP` in the environment.
@main struct RealDisk {
  private static let usage = """
    usage: real-disk COMMAND [--no-skip]
      kills [N]                              kill a process, again and again
      power-cuts [N] [--fs ext4|xfs]         cut the power of a file system, again and again
      negative-control                       cut it under a disk that lies; this must be noticed
      injections [N]                         let system calls fail: every Nth way, of all there are
      full-disks                             fill disks, inode tables, files and descriptors
      remounts                               take the ground away from under a running store
      planted-bugs                           plant bugs, which the cuts must notice; with the trait
      syscalls                               watch the order of writes, syncs and answers
    """

  static func main() {
    var arguments = Array(CommandLine.arguments.dropFirst())
    if arguments.first == "victim" || arguments.first == "producer" { serve(arguments) }
    let mayNotSkip =
      arguments.contains("--no-skip") || ProcessInfo.processInfo.environment["XYLEM_NO_SKIP"] != nil
    arguments.removeAll { $0 == "--no-skip" }
    exit(run(arguments, mayNotSkip: mayNotSkip))
  }

  private static func run(_ arguments: [String], mayNotSkip: Bool) -> Int32 {
    defer { Scratch.shared.clean() }
    do {
      try Scratch.shared.make()
      for summary in try summaries(arguments) { summary.print() }
      return 0
    } catch let skip as Skip {
      print("skipped: \(skip.reason)")
      return mayNotSkip ? 1 : 0
    } catch {
      FileHandle.standardError.write(Data("real-disk: \(error)\n".utf8))
      if error is BrokenPromise, let kept = Evidence.keep() { print("evidence: \(kept)") }
      return 1
    }
  }

  private static func summaries(_ arguments: [String]) throws -> [Summary] {
    let number = arguments.dropFirst().first.flatMap { Int($0) }
    switch arguments.first {
    case "kills": return [try KillCampaign(rounds: number ?? 200).run()]
    case "power-cuts":
      return try kinds(arguments).map { try PowerCutCampaign(kind: $0, cuts: number ?? 150).run() }
    case "negative-control": return [try NegativeControl().run()]
    case "injections": return [try InjectionCampaign(stride: max(1, number ?? 10)).run()]
    case "full-disks": return [try FullDiskCampaign.run()]
    case "remounts": return [try RemountCampaign.run()]
    #if PlantedBugs
      case "planted-bugs": return [try PlantedBugCampaign().run()]
    #endif
    case "syscalls": return [try SystemCallCheck().run()]
    default: throw CheckFailure(usage)
    }
  }

  private static func kinds(_ arguments: [String]) throws -> [FileSystemKind] {
    guard let flag = arguments.firstIndex(of: "--fs") else { return FileSystemKind.allCases }
    guard flag + 1 < arguments.count, let kind = FileSystemKind(rawValue: arguments[flag + 1])
    else { throw CheckFailure(usage) }
    return [kind]
  }

  /// The part of a process that another run of this program watches or kills.
  private static func serve(_ arguments: [String]) -> Never {
    do {
      if let orders = Victim.Orders(arguments.dropFirst()), arguments.first == "victim" {
        try Victim(orders).run()
      } else if arguments.first == "producer", arguments.count == 2 {
        try Producer(arguments[1]).run()
      } else {
        throw CheckFailure(usage)
      }
      exit(0)
    } catch {
      FileHandle.standardError.write(Data("real-disk: \(error)\n".utf8))
      exit(1)
    }
  }
}
