/// What one kind of task carries, how it is treated, and what it results in.
///
/// The payload is stored as JSON, at most ``Limits/payloadBytesMax`` bytes of it. A program must go
/// on reading what its earlier versions stored: give new properties a default or make them
/// optional.
///
///     struct ResizeImage: TaskPayload {
///       static let name: TaskName = "images.resize"
///       typealias Output = ImageSize
///       var path: String
///     }
public protocol TaskPayload: Codable, Sendable {
  /// What the handler returns and ``TaskHandle/output`` delivers. Stored as JSON, at most
  /// ``Limits/payloadBytesMax`` bytes of it. ``NoOutput`` unless stated.
  associatedtype Output: Codable & Sendable = NoOutput

  /// Selects the handler. Stored with every task, so keep it when the type is renamed.
  static var name: TaskName { get }

  /// How tasks of this kind are treated. Everything standard unless stated.
  ///
  /// All but ``TaskOptions/timeLimit`` is stored with the task when it is enqueued, so a later
  /// change concerns later tasks only.
  static var options: TaskOptions { get }

  /// Checks the values before anything is written, and again before the handler sees them.
  ///
  /// An error thrown here comes out of `enqueue` as it is. In a worker it makes the task a dead
  /// letter at once, because trying again would not help.
  func validate() throws
}

extension TaskPayload {
  /// Everything standard.
  public static var options: TaskOptions { TaskOptions() }

  /// Accepts everything.
  public func validate() throws {}
}
