import XylemCore

/// What a wheel must do, said naively: an array sorted by due instant, then by insertion.
struct WheelModel {
  private(set) var cursor: UInt64
  private(set) var timers: [(index: UInt32, effectiveDue: UInt64)] = []

  init(cursor: UInt64) { self.cursor = cursor }

  mutating func insert(_ index: UInt32, due: UInt64) {
    let effectiveDue = max(due, cursor)
    let place = timers.firstIndex { $0.effectiveDue > effectiveDue } ?? timers.count
    timers.insert((index, effectiveDue), at: place)
  }

  mutating func remove(_ index: UInt32) { timers.removeAll { $0.index == index } }

  mutating func firstDue(at now: UInt64) -> UInt32? {
    let limit = max(now, cursor)
    guard let first = timers.first, first.effectiveDue <= limit else {
      cursor = limit
      return nil
    }
    cursor = first.effectiveDue
    return first.index
  }

  var nextDue: UInt64? { timers.first?.effectiveDue }
}
