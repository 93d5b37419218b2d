import XylemCore

/// What the tables must take of memory.
extension ReferenceModel {
  /// How many rows of each kind there are now.
  var sizes: ModelSizes {
    ModelSizes(
      tasks: tasks.count, companions: tasks.values.count(where: \.hasCompanion), keys: keys.count)
  }

  /// Takes note of the most there ever was.
  mutating func noteMost() {
    let now = sizes
    most.tasks = max(most.tasks, now.tasks)
    most.companions = max(most.companions, now.companions)
    most.keys = max(most.keys, now.keys)
  }

  /// What `commands` may make the tables grow by at most, when rows for `rows` are there.
  func growthBytes(of commands: [Command], _ rows: ModelSizes) -> Int {
    var wanted = sizes
    var names = queues
    var newKinds = kinds
    var limited = Set(limits.keys)
    for command in commands {
      if case .pause(let queue) = command { names.insert(queue) }
      if case .limit(let queue, .some) = command {
        names.insert(queue)
        limited.insert(queue)
      }
      guard case .enqueue(let task) = command else { continue }
      names.insert(task.queue)
      newKinds.insert(task.kind)
      wanted.tasks += 1
      if task.uniqueKey != nil { wanted.keys += 1 }
      if task.uniqueKey != nil || task.expiryMilliseconds != nil { wanted.companions += 1 }
    }
    let fresh = ModelSizes(
      tasks: max(0, wanted.tasks - rows.tasks),
      companions: max(0, wanted.companions - rows.companions))
    // The table of keys doubles when it is nearly full.
    let keyBytes = wanted.keys > sizes.keys && wanted.keys >= 11 ? 24 * 4 * wanted.keys : 0
    let isNamed = names.count + newKinds.count > queues.count + kinds.count
    return fresh.leastBytes + keyBytes
      + (isNamed ? 1500 * (names.count + newKinds.count) : 0)
      + (limited.count > limits.count ? 1500 * limited.count : 0)
  }
}
