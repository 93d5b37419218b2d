#if Peers
  /// As much of the protocol of beanstalkd as tasks of one queue need. It has no batches: many
  /// commands are sent before the first answer is read.
  final class BeanstalkdClient: PeerClient {
    private let stream: SocketStream

    init(_ stream: SocketStream) { self.stream = stream }

    func enqueue(batch: [[UInt8]]) throws {
      try stream.send(
        batch.flatMap { Array("put 1024 0 60 \($0.count)\r\n".utf8) + $0 + Array("\r\n".utf8) })
      for _ in batch { try expect("INSERTED") }
    }

    func takeAndComplete(_ count: Int) throws -> Int {
      let reserve = Array("reserve-with-timeout 0\r\n".utf8)
      try stream.send((0..<count).flatMap { _ in reserve })
      let taken = try (0..<count).compactMap { _ in try reserved() }
      try stream.send(taken.flatMap { Array("delete \($0)\r\n".utf8) })
      for _ in taken { try expect("DELETED") }
      return taken.count
    }

    func clear() throws {
      while try takeAndComplete(1000) > 0 {}
    }

    /// The number of a task that was given, or `nil`.
    private func reserved() throws -> Substring? {
      let line = try stream.line()
      let words = line.split(separator: " ")
      if line == "TIMED_OUT" { return nil }
      guard words.count == 3, words[0] == "RESERVED", let count = Int(words[2]) else {
        throw BenchmarkFailure("beanstalkd answered \(line)")
      }
      try stream.skip(count + 2)
      return words[1]
    }

    private func expect(_ word: String) throws {
      let line = try stream.line()
      guard line.hasPrefix(word) else { throw BenchmarkFailure("beanstalkd answered \(line)") }
    }
  }
#endif
