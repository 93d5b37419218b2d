import Foundation

/// What is being measured now: one line that is written over on a terminal, one line for each step
/// elsewhere.
final class ProgressLine: @unchecked Sendable {
  // Unchecked because only the one task that runs the workloads uses it.
  private let isTerminal = isatty(2) == 1
  private var last = ""

  /// Shows `text` until the next one.
  func show(_ text: String) {
    if isTerminal {
      write("\r\u{1B}[K\(text)")
    } else if step(of: text) != step(of: last) {
      write("\(step(of: text))\n")
    }
    last = text
  }

  /// Shows `text` for good.
  func note(_ text: String) {
    clear()
    write("\(text)\n")
  }

  /// Takes the line away.
  func clear() {
    if isTerminal { write("\r\u{1B}[K") }
  }

  /// The workload, without the round it is in.
  private func step(of text: String) -> Substring { text.prefix { $0 != ":" } }

  private func write(_ text: String) {
    FileHandle.standardError.write(Data(text.utf8))
  }
}
