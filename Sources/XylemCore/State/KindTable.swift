/// The kinds in use, each stored once. A number may be given to another kind when no living task
/// has it any more and every number is taken.
package struct KindTable {
  /// One kind and the count of its tasks.
  package struct Kind {
    /// Name and stored options.
    package var definition: TaskKind
    /// Its tasks, counted.
    package var counters = Counters()
  }

  private var numbers: [TaskKind: UInt16] = [:]
  /// Every kind at its number.
  package private(set) var kinds: [Kind] = []

  /// No kinds.
  package init() {}

  /// The kind of the task that was added last.
  var recent: UInt16 = 0

  /// The number of the kind equal to `definition`. The ``recent`` one is found without a hash.
  package func number(of definition: TaskKind) -> UInt16? {
    if contains(recent), kinds[Int(recent)].definition == definition { return recent }
    return numbers[definition]
  }

  /// What the kinds take once `additions` more are there, in bytes; their names are short.
  func byteCount(adding additions: Int = 0) -> Int {
    CollectionMemory.bytes(of: numbers, adding: additions)
      + CollectionMemory.bytes(of: kinds, adding: additions)
      + (kinds.count + additions) * CollectionMemory.kindBytes
  }

  /// Whether `number` is a kind's.
  package func contains(_ number: UInt16) -> Bool { Int(number) < kinds.count }

  /// The kind of that number, which must be one.
  package subscript(_ number: UInt16) -> Kind {
    _read { yield kinds[Int(number)] }
    _modify { yield &kinds[Int(number)] }
  }

  /// A number for a new kind, `taken` of which are already promised: the next one, or the lowest
  /// that no task uses; `nil` when every number is in use. O(1) until the table is full, then O(n).
  package func freeNumber(besides taken: [UInt16]) -> UInt16? {
    let next = kinds.count + taken.count(where: { Int($0) >= kinds.count })
    if next < Limits.kindsMax { return UInt16(next) }
    let unused = kinds.indices.first {
      kinds[$0].counters.living == 0 && !taken.contains(UInt16($0))
    }
    return unused.map { UInt16($0) }
  }

  /// Stores `definition` under `number`: the next one, or one whose kind has no living task.
  package mutating func set(_ number: UInt16, _ definition: TaskKind) throws(FormatError) {
    guard numbers[definition] == nil else { throw .invalid("kind added twice") }
    if Int(number) == kinds.count {
      kinds.append(Kind(definition: definition))
    } else {
      guard contains(number), self[number].counters.living == 0 else {
        throw .invalid("kind number")
      }
      // Copied first: a key that is lent by the table itself does not live as long as the change.
      let former = kinds[Int(number)].definition
      numbers[former] = nil
      kinds[Int(number)] = Kind(definition: definition)
    }
    numbers[definition] = number
  }
}
