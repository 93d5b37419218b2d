/// What Swift's own collections take of memory, told from their capacity: O(1).
enum CollectionMemory {
  /// What is counted for the name of a new queue before it is known.
  static let usualNameBytes = 48

  /// What the object of a kind takes, with its name.
  static let kindBytes = 160

  /// What `array` takes once it holds `additions` more elements; a full one doubles.
  static func bytes<Element>(of array: [Element], adding additions: Int = 0) -> Int {
    places(array.count + additions, capacity: array.capacity) * MemoryLayout<Element>.stride
  }

  /// What `dictionary` takes once it has `additions` more keys; a full one doubles. It keeps a
  /// quarter of its places vacant.
  static func bytes<Key, Value>(of dictionary: [Key: Value], adding additions: Int = 0) -> Int {
    let capacity = places(dictionary.count + additions, capacity: dictionary.capacity)
    return capacity * 4 / 3 * (MemoryLayout<Key>.stride + MemoryLayout<Value>.stride)
  }

  /// What a text takes outside of the value that names it: none as long as it fits into that.
  static func bytes(of text: String) -> Int {
    text.utf8.count > 15 ? 32 + text.utf8.count + 1 : 0
  }

  private static func places(_ count: Int, capacity: Int) -> Int {
    var places = max(capacity, 1)
    while places < count { places *= 2 }
    return capacity == 0 && count == 0 ? 0 : places
  }
}
