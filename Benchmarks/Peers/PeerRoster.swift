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

    /// A line to read and one JSON object for each.
    func report() throws -> [(text: String, json: String?)] {
      try peers.map { peer in
        let facts = try PeerFacts(of: peer)
        return (facts.text, facts.json)
      }
        + missing.map { name, reason in
          (
            "\(name): missing, \(reason)",
            JSONLine.object([("peer", JSONLine.string(name)), ("missing", JSONLine.string(reason))])
          )
        }
    }

    func stop() {
      for peer in lock.withLock({ started }) { peer.stop() }
    }
  }
#endif
