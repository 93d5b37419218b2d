import Foundation

/// Standard output, to which lanes of several threads write whole lines. What was written survives
/// the death of the process.
final class ReportOutput: Sendable {
  private let lock = NSLock()

  func say(_ report: Report) {
    let line = Data("\(report.text)\n".utf8)
    lock.withLock { FileHandle.standardOutput.write(line) }
  }
}
