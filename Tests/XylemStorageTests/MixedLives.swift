import Simulator
import Testing
import XylemCore
import XylemStorage

/// Tasks of which a tenth, by bytes, lives long, on a simulated disk: what they take of it, and how
/// often they are written again, over months of simulated time.
final class MixedLives {
  /// When the old tasks end.
  enum Life {
    /// Each this many rounds after it was added.
    case fixed(Int)
    /// Each some time in this many rounds.
    case upTo(Int)
    /// Never.
    case ever
  }

  static let segmentBytes: UInt32 = 128 * 1024
  let subject: EngineUnderTest
  let engine: Engine
  /// The first old task that was added.
  private(set) var oldest = TaskID(high: 0, low: 0)
  private let life: Life
  private var draw = SeededGenerator(seed: 13)
  private var round = 0
  /// Living old tasks by the round in which they end.
  private var endings: [Int: [TaskID]] = [:]
  private let old = String(repeating: "o", count: 2000)
  private let short = String(repeating: "s", count: 2000)
  /// The most bytes of disk that were seen, as a share of what is allowed.
  private(set) var worstShare = 0.0
  private var shares = 0.0
  private var samples = 0

  init(
    _ life: Life, on subject: EngineUnderTest = EngineUnderTest(),
    _ change: (inout EngineOptions) -> Void = { _ in }
  ) throws {
    self.life = life
    self.subject = subject
    engine = try subject.open {
      $0.segmentBytes = Self.segmentBytes
      change(&$0)
    }
  }

  /// The mean of what was seen, as a share of what is allowed.
  var meanShare: Double { shares / Double(max(1, samples)) }

  /// Bytes written again for each byte appended, since the store was opened.
  var copies: Double {
    let statistics = engine.statistics
    return Double(statistics.relocatedBytes) / Double(statistics.bytesWritten)
  }

  /// What the log takes of the disk over twice what is needed in it and six segments.
  func share() throws -> Double {
    let needed = try engine.inspect(waiter: .none) { $0.usage.total }.get()
    let files = subject.disk.files().filter { $0.path.contains("/segments/") }
    let taken = files.reduce(0) { $0 + $1.bytes.count }
    return Double(taken) / Double(2 * needed + 6 * UInt64(Self.segmentBytes))
  }

  /// Adds one old task and nine short ones, ends the short ones and the old ones whose time came.
  func live(_ rounds: Int) throws {
    for _ in 0..<rounds {
      let id = try addOld()
      if let end = end() { endings[end, default: []].append(id) }
      for _ in 0..<9 { _ = try subject.enqueue(engine, subject.task(short)) }
      for delivery in try subject.lease(engine, 9) {
        _ = try subject.run(engine, .complete(delivery.token, result: []))
      }
      for id in endings.removeValue(forKey: round) ?? [] {
        _ = try subject.run(engine, .cancel(id))
      }
      round += 1
      subject.time.advance(600_000)
      try rest()
    }
  }

  private func addOld() throws -> TaskID {
    let id = try subject.enqueue(engine, subject.task(old, queue: "archive"))
    if oldest.low == 0 { oldest = id }
    return id
  }

  /// The same with an old task only every tenth round.
  func liveSparsely(_ rounds: Int) throws {
    for index in 0..<rounds {
      if index.isMultiple(of: 10) { _ = try addOld() }
      for _ in 0..<9 { _ = try subject.enqueue(engine, subject.task(short)) }
      for delivery in try subject.lease(engine, 9) {
        _ = try subject.run(engine, .complete(delivery.token, result: []))
      }
      subject.time.advance(600_000)
      try rest(measures: false)
    }
  }

  /// The same store with the usual options.
  func reopen() throws -> MixedLives { try MixedLives(life, on: subject) }

  private func end() -> Int? {
    switch life {
    case .fixed(let rounds): round + rounds
    case .upTo(let rounds): round + draw.below(rounds)
    case .ever: nil
    }
  }

  /// Ends every old task at once.
  func endAll() throws {
    for id in endings.values.joined() { _ = try subject.run(engine, .cancel(id)) }
    endings = [:]
  }

  /// Lets the engine do what it would before the next round, and measures. `commits` is how often
  /// the committing thread looks whether there is something to do.
  func rest(measures: Bool = true, commits: Int = 1) throws {
    for _ in 0..<commits {
      repeat {
        while engine.commitOnce() {}
        engine.maintain()
      } while engine.nextMaintainerStep() == .work || engine.nextCommitterStep() == .work
    }
    guard measures else { return }
    let share = try share()
    worstShare = max(worstShare, share)
    shares += share
    samples += 1
  }
}
