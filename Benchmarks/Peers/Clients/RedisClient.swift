#if Peers
  /// As much of the protocol of Redis as a list of tasks needs. Workers move a task to a second
  /// list while they have it, so that it is not lost with them.
  final class RedisClient: PeerClient {
    private let stream: SocketStream

    init(_ stream: SocketStream) { self.stream = stream }

    func enqueue(batch: [[UInt8]]) throws {
      try stream.send(Self.command(["RPUSH", "ready"], batch))
      _ = try reply()
    }

    func takeAndComplete(_ count: Int) throws -> Int {
      let move = Self.command(["LMOVE", "ready", "taken", "LEFT", "RIGHT"])
      try stream.send((0..<count).flatMap { _ in move })
      var taken: [[UInt8]] = []
      for _ in 0..<count {
        if let payload = try reply() { taken.append(payload) }
      }
      guard !taken.isEmpty else { return 0 }
      try stream.send(taken.flatMap { Self.command(["LREM", "taken", "1"], [$0]) })
      for _ in taken { _ = try reply() }
      return taken.count
    }

    func clear() throws {
      try stream.send(Self.command(["DEL", "ready", "taken"]))
      _ = try reply()
    }

    private static func command(_ words: [String], _ more: [[UInt8]] = []) -> [UInt8] {
      var bytes = Array("*\(words.count + more.count)\r\n".utf8)
      for word in words.map({ Array($0.utf8) }) + more {
        bytes += Array("$\(word.count)\r\n".utf8)
        bytes += word
        bytes += Array("\r\n".utf8)
      }
      return bytes
    }

    /// The bytes of a string, none for a number, `nil` for nothing.
    private func reply() throws -> [UInt8]? {
      let line = try stream.line()
      let rest = line.dropFirst()
      switch line.first {
      case ":", "+": return []
      case "$":
        guard let count = Int(rest), count >= 0 else { return nil }
        let bytes = try stream.bytes(count)
        try stream.skip(2)
        return bytes
      default: throw BenchmarkFailure("redis answered \(line)")
      }
    }
  }
#endif
