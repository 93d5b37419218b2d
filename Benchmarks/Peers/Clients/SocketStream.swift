#if Peers
  import Foundation

  /// A connection over a Unix socket, with a buffer for what is read.
  final class SocketStream: @unchecked Sendable {
    // Unchecked because one client owns it, and one thread at a time uses that.
    private let descriptor: Int32
    private var buffer = [UInt8](repeating: 0, count: 64 * 1024)
    private var unread = 0..<0

    /// - Throws: ``BenchmarkFailure`` when nobody listens at `path`.
    init(_ path: String) throws {
      descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
      var address = sockaddr_un()
      address.sun_family = sa_family_t(AF_UNIX)
      let bytes = Array(path.utf8)
      guard bytes.count < MemoryLayout.size(ofValue: address.sun_path) else {
        throw BenchmarkFailure("the path of a socket is too long: \(path)")
      }
      withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
      let size = socklen_t(MemoryLayout<sockaddr_un>.size)
      let result = withUnsafePointer(to: &address) {
        $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(descriptor, $0, size) }
      }
      guard result == 0 else { throw BenchmarkFailure("nobody listens at \(path)") }
    }

    deinit { close(descriptor) }

    /// Sends all of `bytes`.
    func send(_ bytes: [UInt8]) throws {
      try bytes.withUnsafeBytes { all in
        var rest = all[...]
        while !rest.isEmpty {
          let part = UnsafeRawBufferPointer(rebasing: rest)
          let count = Foundation.send(
            descriptor, part.baseAddress, part.count, Int32(MSG_NOSIGNAL))
          guard count > 0 else { throw BenchmarkFailure("a server hung up") }
          rest = rest.dropFirst(count)
        }
      }
    }

    /// The next line, without its end.
    func line() throws -> String {
      var line: [UInt8] = []
      while true {
        let byte = try next()
        if byte == UInt8(ascii: "\n") { return String(decoding: line, as: UTF8.self) }
        if byte != UInt8(ascii: "\r") { line.append(byte) }
      }
    }

    /// The next `count` bytes.
    func bytes(_ count: Int) throws -> [UInt8] {
      try (0..<count).map { _ in try next() }
    }

    /// Passes over `count` bytes.
    func skip(_ count: Int) throws {
      for _ in 0..<count { _ = try next() }
    }

    private func next() throws -> UInt8 {
      if unread.isEmpty {
        let count = recv(descriptor, &buffer, buffer.count, 0)
        guard count > 0 else { throw BenchmarkFailure("a server hung up") }
        unread = 0..<count
      }
      defer { unread = unread.dropFirst() }
      return buffer[unread.lowerBound]
    }
  }
#endif
