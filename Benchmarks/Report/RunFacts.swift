import Foundation
import XylemStorage

/// On what, with what and when it was measured.
struct RunFacts {
  private let start = SystemTimeSource.nanoseconds()
  private let date = Date()
  private let commit: String
  private let options: BenchmarkOptions

  /// Looks at the checkout that the program was started in, before the run.
  init(_ options: BenchmarkOptions) {
    self.options = options
    let revision = Self.git(["rev-parse", "--short", "HEAD"])
    let changes = Self.git([
      "status", "--porcelain", "--", "Package.swift", "Sources", "Benchmarks",
    ])
    commit = (revision ?? "unknown") + (changes?.isEmpty == false ? ", with changes" : "")
  }

  /// One JSON object, once everything is measured.
  var json: String {
    let minutes = Double(SystemTimeSource.nanoseconds() - start) / 60e9
    let gibibytes = Double(ProcessInfo.processInfo.physicalMemory) / 1_073_741_824
    return JSONLine.object([
      (
        "run",
        JSONLine.object([
          ("command", JSONLine.string(options.command)),
          ("is_quick", options.isQuick ? "true" : "false"),
          ("commit", JSONLine.string(commit)),
          ("date", JSONLine.string(String(date.ISO8601Format().prefix(10)))),
          ("minutes", JSONLine.number(minutes, 1)),
          ("cores", "\(ProcessInfo.processInfo.activeProcessorCount)"),
          ("processor", JSONLine.string(Self.processor)),
          ("memory_gib", JSONLine.number(gibibytes)),
          ("system", JSONLine.string(Self.system)),
          ("file_system", JSONLine.string(Self.fileSystem(of: options.directory))),
        ])
      )
    ])
  }

  private static var processor: String {
    let lines = text("/proc/cpuinfo").split(separator: "\n")
    let line = lines.first { $0.hasPrefix("model name") }
    return line?.split(separator: ":").last.map { $0.trimmingCharacters(in: .whitespaces) }
      ?? "an unknown processor"
  }

  private static var system: String {
    let release = text("/proc/sys/kernel/osrelease").prefix { $0 != "-" && $0 != "\n" }
    return "Linux \(release)"
  }

  /// The kind of the file system that is mounted closest above `directory`.
  private static func fileSystem(of directory: String) -> String {
    let mounts = text("/proc/self/mounts").split(separator: "\n").map { $0.split(separator: " ") }
    let above = mounts.filter { fields in
      guard fields.count > 2 else { return false }
      let place = fields[1] == "/" ? "" : String(fields[1])
      return directory == place || directory.hasPrefix(place + "/")
    }
    return above.max { $0[1].count < $1[1].count }.map { String($0[2]) } ?? "an unknown file system"
  }

  private static func text(_ file: String) -> String {
    (try? String(contentsOfFile: file, encoding: .utf8)) ?? ""
  }

  /// What the command prints; `nil` when it fails.
  private static func git(_ words: [String]) -> String? {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["git"] + words
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    guard (try? process.runListening()) != nil else { return nil }
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { return nil }
    return String(decoding: data, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
  }
}
