import Foundation

/// Watches a ``Producer`` with `strace`: between the write of a task and its acknowledgement there
/// is an `fdatasync` of the same file by the same thread, and nothing else on the hot path syncs.
struct SystemCallCheck {
  private static let traced = "pwrite64,fdatasync,fsync,sync,syncfs,sync_file_range,msync,write"

  func run() throws -> Summary {
    try Tools.require("strace")
    let trace = Scratch.shared.path + "/trace"
    try watch(Scratch.shared.path + "/store", trace: trace)
    return try check(SystemCall.all(in: String(contentsOfFile: trace, encoding: .utf8)))
  }

  private func watch(_ directory: String, trace: String) throws {
    let words = [
      "strace", "-f", "-y", "-qq", "-e", "signal=none", "-e", "trace=\(Self.traced)", "-o", trace,
      try Program.own(), "producer", directory,
    ]
    let (wasKilled, status, _) = try Program(words).end()
    guard !wasKilled, status == 0 else { throw CheckFailure("the producer ended with \(status)") }
  }

  private func check(_ calls: [SystemCall]) throws -> Summary {
    guard let begin = calls.firstIndex(where: { $0.says("begin") }),
      let end = calls.firstIndex(where: { $0.says("end") })
    else { throw CheckFailure("the producer did not begin and end") }
    let hot = calls[begin..<end]
    let answers = hot.filter { $0.says("ack ") }
    // The thread that prepares segments is not on the hot path; the one that commits writes most.
    let allWrites = hot.filter { $0.name == "pwrite64" }
    let writers = Dictionary(grouping: allWrites, by: \.thread)
    let committer = writers.max { $0.value.count < $1.value.count }?.key
    let writes = allWrites.filter { $0.thread == committer }
    let syncs = hot.filter {
      $0.name.contains("sync") && ($0.thread == committer || $0.thread == answers.first?.thread)
    }
    var last = calls[begin].began
    for answer in answers {
      try check(answer, after: last, writes, syncs)
      last = answer.began
    }
    guard answers.count == Producer.tasks else {
      throw CheckFailure("\(answers.count) acknowledgements of \(Producer.tasks)")
    }
    return try counted(answers.count, writes, syncs)
  }

  /// Between the last answer and this one, a write ended before a sync of the same file began, and
  /// that sync ended before the answer began.
  private func check(
    _ answer: SystemCall, after last: Int, _ writes: [SystemCall], _ syncs: [SystemCall]
  ) throws {
    let isCovered = writes.contains { write in
      write.began > last
        && syncs.contains { sync in
          sync.file == write.file && sync.thread == write.thread && sync.result == "0"
            && sync.began > write.ended && sync.ended < answer.began
        }
    }
    guard isCovered else { throw CheckFailure("answered before the sync: \(answer.arguments)") }
  }

  /// Every sync is an `fdatasync` of a segment, and follows a write of its own.
  private func counted(
    _ answers: Int, _ writes: [SystemCall], _ syncs: [SystemCall]
  ) throws -> Summary {
    for sync in syncs {
      guard sync.name == "fdatasync", sync.file.contains("/segments/") else {
        throw CheckFailure("an unexpected sync: \(sync.name) of \(sync.file)")
      }
    }
    guard syncs.count == writes.count else {
      throw CheckFailure("\(syncs.count) syncs for \(writes.count) writes")
    }
    var summary = Summary(of: "syscalls")
    summary["acknowledgements"] = answers
    summary["writes"] = writes.count
    summary["syncs"] = syncs.count
    summary["violations"] = 0
    return summary
  }
}

extension SystemCall {
  /// Whether the process wrote a line that begins like this.
  fileprivate func says(_ text: String) -> Bool {
    name == "write" && arguments.contains("\"\(text)")
  }

  /// The path of the first argument, a descriptor; nothing when it has none.
  var file: Substring {
    let rest = arguments.drop { $0 != "<" && $0 != "," }
    return rest.first == "<" ? rest.dropFirst().prefix { $0 != ">" } : ""
  }
}
