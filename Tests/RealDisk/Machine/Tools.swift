import Foundation

/// What a check needs of the machine.
enum Tools {
  /// - Throws: `Skip` without the rights of root.
  static func requireRoot() throws {
    guard geteuid() == 0 else { throw Skip(reason: "mounting needs root") }
  }

  /// - Throws: `Skip` when a program is missing.
  static func require(_ programs: String...) throws {
    for program in programs where path(of: program) == nil {
      throw Skip(reason: "there is no program \(program)")
    }
  }

  /// - Throws: `Skip` when the kernel has no loop devices.
  static func requireLoopDevices() throws {
    try requireRoot()
    try require("losetup")
    guard FileManager.default.fileExists(atPath: "/dev/loop-control") else {
      throw Skip(reason: "there are no loop devices")
    }
  }

  private static func path(of program: String) -> String? {
    ["/usr/sbin", "/usr/bin", "/sbin", "/bin", "/usr/local/bin"].map { "\($0)/\(program)" }
      .first { FileManager.default.isExecutableFile(atPath: $0) }
  }

  /// The library that makes every sync do nothing.
  static func lyingLibrary() throws -> String {
    let roots = ["/usr/lib", "/usr/lib64", "/usr/local/lib"]
    let folders =
      roots
      + roots.flatMap { root in
        let inside = (try? FileManager.default.contentsOfDirectory(atPath: root)) ?? []
        return inside.map { "\(root)/\($0)" }
      }
    for folder in folders {
      let path = "\(folder)/libeatmydata.so"
      if FileManager.default.fileExists(atPath: path) { return path }
    }
    throw Skip(reason: "there is no libeatmydata")
  }
}
