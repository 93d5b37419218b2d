#if Peers
  import Foundation

  /// All peers: those that were started, and the others with what they lack.
  final class PeerRoster: @unchecked Sendable {
    // Unchecked because the lock guards the peers.
    private let directory: String
    private let lock = NSLock()
    private var started: [any Peer] = []
    private var missing: [(name: String, reason: String)] = []

    init(_ directory: String) { self.directory = directory }

    var peers: [any Peer] { lock.withLock { started } }

    /// Starts what can be started here.
    func start(_ options: BenchmarkOptions) throws {
      for kind in PeerKind.allCases {
        options.progress.show("peers: starting \(kind.rawValue)")
        let place = "\(directory)/\(kind.rawValue)"
        try FileManager.default.createDirectory(
          atPath: place, withIntermediateDirectories: true)
        do {
          let peer = try kind.start(in: place)
          lock.withLock { started.append(peer) }
        } catch let lack as MissingPeer {
          missing.append((kind.rawValue, lack.reason))
          options.progress.note("peers: \(kind.rawValue) is missing: \(lack.reason)")
        }
      }
    }

    func report() throws -> String {
      let present = try peers.map { peer in
        let alone = try SyncCount.perTask(peer, producers: 1)
        let together = try SyncCount.perTask(peer, producers: 64)
        return "\(peer.name): \(peer.guarantee); syncs a task: \(alone) with one client, "
          + "\(together) with 64"
      }
      return (present + missing.map { "\($0.name): missing, \($0.reason)" })
        .joined(separator: "\n")
    }

    func stop() {
      for peer in lock.withLock({ started }) { peer.stop() }
    }
  }
#endif
