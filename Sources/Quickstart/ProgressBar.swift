import Foundation

/// A bar on a terminal, a few plain lines elsewhere.
struct ProgressBar {
  private static let width = 40
  private static let isTerminal = isatty(STDOUT_FILENO) == 1

  let count: Int

  /// `done` of all tasks are finished.
  func show(_ done: Int, _ what: String) {
    if Self.isTerminal {
      let filled = min(done, count) * Self.width / max(count, 1)
      let bar =
        String(repeating: "█", count: filled)
        + String(repeating: "░", count: Self.width - filled)
      write("\r\(bar) \(min(done, count))/\(count) \(what)\u{1b}[K")
    } else if done == count {
      write("\(done)/\(count) \(what)\n")
    }
  }

  /// Ends the bar with a line of text.
  func say(_ text: String) {
    write(Self.isTerminal ? "\r\(text)\u{1b}[K\n" : "\(text)\n")
  }

  /// Ends the bar.
  func end() {
    if Self.isTerminal { write("\n") }
  }

  private func write(_ text: String) {
    FileHandle.standardOutput.write(Data(text.utf8))
  }
}
