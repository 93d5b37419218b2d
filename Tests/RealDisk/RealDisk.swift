import Foundation

/// `real-disk kills [ROUNDS]` kills a process that uses a store, again and again, and looks after
/// each kill that nothing acknowledged is lost.
///
/// `real-disk syscalls` lets `strace` watch one producer, and compares the order of writes, syncs
/// and acknowledgements with what is promised.
@main struct RealDisk {
  static func main() {
    let arguments = Array(CommandLine.arguments.dropFirst())
    do {
      switch arguments.first {
      case "kills":
        try KillLoop(rounds: arguments.dropFirst().first.flatMap { Int($0) } ?? 200).run()
      case "syscalls": try SystemCallCheck().run()
      case "victim" where arguments.count == 3: try Victim(arguments[1], seed: arguments[2]).run()
      case "producer" where arguments.count == 2: try Producer(arguments[1]).run()
      default: throw CheckFailure("usage: real-disk kills [ROUNDS] | real-disk syscalls")
      }
    } catch {
      FileHandle.standardError.write(Data("real-disk: \(error)\n".utf8))
      exit(1)
    }
  }
}

/// What was promised does not hold, or could not be looked at.
struct CheckFailure: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) {
    self.description = description
  }
}
