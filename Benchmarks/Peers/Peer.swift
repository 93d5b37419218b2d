#if Peers
  import Foundation

  /// Another queue, which syncs before it answers.
  protocol Peer: Sendable {
    /// What the results call it.
    var name: String { get }
    /// What is true of a task once its call has returned, in a line.
    var guarantee: String { get }
    /// The processes whose calls of `fsync` and `fdatasync` are its own.
    var processes: [Int32] { get }

    /// A new connection.
    func client() throws -> any PeerClient

    /// Ends its server, if it has one.
    func stop()
  }

  extension Peer {
    /// For libraries: this program.
    static var ownProcess: [Int32] { [ProcessInfo.processInfo.processIdentifier] }
  }
#endif
