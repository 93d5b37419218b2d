import Foundation

/// A system call in a trace of `strace -f`: where it began and ended, as numbers of lines.
struct SystemCall {
  let thread: Substring
  let name: Substring
  /// Everything between the name and the result.
  fileprivate(set) var arguments: String
  fileprivate(set) var result = ""
  let began: Int
  fileprivate(set) var ended: Int

  /// All calls of the trace, in the order in which they began. One that never returned has no
  /// result.
  static func all(in trace: String) -> [SystemCall] {
    var calls: [SystemCall] = []
    var open: [Substring: Int] = [:]
    for (number, line) in trace.split(separator: "\n").enumerated() {
      let thread = line.prefix { $0.isNumber }
      let text = line.dropFirst(thread.count).drop { $0 == " " }
      if text.hasPrefix("<... ") {
        guard let call = open.removeValue(forKey: thread) else { continue }
        let rest = text.split(separator: ">", maxSplits: 1).last ?? ""
        calls[call].finish(rest, at: number)
      } else if let name = text.split(separator: "(", maxSplits: 1).first, name.count < text.count {
        if text.hasSuffix("<unfinished ...>") { open[thread] = calls.count }
        var call = SystemCall(
          thread: thread, name: name, arguments: "", began: number, ended: .max)
        call.finish(text.dropFirst(name.count + 1), at: number)
        calls.append(call)
      }
    }
    return calls
  }

  private mutating func finish(_ rest: Substring, at line: Int) {
    if rest.hasSuffix("<unfinished ...>") {
      arguments = String(rest)
      return
    }
    let parts = rest.components(separatedBy: ") = ")
    arguments += parts.dropLast().joined(separator: ") = ")
    result = parts.last ?? ""
    ended = line
  }
}
