import Foundation
import Xylem

/// The task: read one file and say what is in it.
struct DigestFile: TaskPayload {
  static let name: TaskName = "files.digest"
  static let options = TaskOptions(queue: "files", resultRetention: .seconds(24 * 3600))
  typealias Output = FileDigest

  var path: String

  /// What a worker does with it. A file that cannot be read now will not be readable later.
  @Sendable
  static func digest(_ task: DigestFile, _ context: TaskContext) async throws -> FileDigest {
    do { return try FileDigest(readingFileAt: task.path) } catch {
      throw PermanentFailure("\(task.path) cannot be read: \(error.localizedDescription)")
    }
  }
}
