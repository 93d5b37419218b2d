import XylemCore

/// The records of a damaged frame that prove themselves.
///
/// Records that carry bytes have a checksum of their own. It says nothing about where a record may
/// start, and a payload may hold the bytes of a record; so one counts only where it must start:
/// every record before it is proven, or the lengths of all records fit the frame exactly.
enum FrameRemains {
  /// A record that is proven.
  struct Proven {
    let decoded: RecordCoder.Decoded
    let place: Int
    /// Its place among the records of the frame.
    let number: UInt64
  }

  /// Hands on what is proven. Whether that is every record of the frame.
  static func read(_ frame: DamagedFrame, _ take: (Proven) -> Void) -> Bool {
    guard let steps = steps(frame) else {
      prefix(frame, take)
      return false
    }
    let end = steps.last.map { $0.place + $0.length } ?? 0
    let body = UnsafeRawBufferPointer(rebasing: frame.body[..<end])
    let isWhole =
      (frame.header == nil && Checksum.of(body, seed: frame.seed) == frame.bodyChecksum)
      || isPlanted(.salvageTrustsDamagedFrame)
    for (number, step) in steps.enumerated() {
      let bytes = UnsafeRawBufferPointer(rebasing: body[step.place..<step.place + step.length])
      guard isWhole || step.carriesBytes, let decoded = try? RecordCoder.decode(bytes) else {
        continue
      }
      take(Proven(decoded: decoded, place: step.place, number: UInt64(number)))
    }
    return isWhole
  }

  private struct Step {
    let place: Int
    let length: Int
    let carriesBytes: Bool
  }

  /// Where each record lies, if their lengths fit: as many as there were, up to the padding.
  private static func steps(_ frame: DamagedFrame) -> [Step]? {
    var steps: [Step] = []
    var place = 0
    for _ in 0..<frame.recordCount {
      let rest = UnsafeRawBufferPointer(rebasing: frame.body[place...])
      guard let extent = try? RecordCoder.extent(of: rest) else { return nil }
      steps.append(Step(place: place, length: extent.length, carriesBytes: extent.carriesBytes))
      place += extent.length
    }
    let left = frame.body.count - place
    let isExact = frame.header != nil ? left == 0 : left < FrameHeader.alignment
    return isExact ? steps : nil
  }

  /// Records from the start of the frame, up to the first that does not prove itself.
  private static func prefix(_ frame: DamagedFrame, _ take: (Proven) -> Void) {
    var place = 0
    var number: UInt64 = 0
    while number < frame.recordCount {
      let rest = UnsafeRawBufferPointer(rebasing: frame.body[place...])
      guard let extent = try? RecordCoder.extent(of: rest), extent.carriesBytes,
        let decoded = try? RecordCoder.decode(rest)
      else { return }
      take(Proven(decoded: decoded, place: place, number: number))
      place += decoded.length
      number += 1
    }
  }
}
