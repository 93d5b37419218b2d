import Simulator
import XylemCore

/// Ids of tasks by their keys, from which one can be drawn by a seed.
struct TaskShelf {
  // An array beside the dictionary, because the order of a dictionary differs from run to run.
  private var keys: [String] = []
  private var ids: [String: TaskID] = [:]

  var count: Int { ids.count }

  /// The id of the task of this key.
  subscript(key: String) -> TaskID? {
    get { ids[key] }
    set {
      if newValue != nil, ids[key] == nil { keys.append(key) }
      if newValue == nil, ids[key] != nil { keys.removeAll { $0 == key } }
      ids[key] = newValue
    }
  }

  /// The id, which is no longer on the shelf.
  mutating func take(_ key: String) -> TaskID? {
    defer { self[key] = nil }
    return ids[key]
  }

  /// All of them, in the order in which they came.
  var all: [(String, TaskID)] { keys.compactMap { key in ids[key].map { (key, $0) } } }

  /// Any one of them.
  func any(_ generator: inout SeededGenerator) -> (String, TaskID)? {
    guard !keys.isEmpty else { return nil }
    let key = keys[generator.below(keys.count)]
    return ids[key].map { (key, $0) }
  }
}
