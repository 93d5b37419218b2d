/// A path as its last component and the directory that holds it.
struct PathSplit {
  /// The directory that holds ``leaf``; `.` when the path names none.
  let parent: String
  /// The last component, without trailing slashes: with one, the kernel follows a symbolic link.
  let leaf: String

  /// `leaf` is `.` for a path of slashes only.
  init(_ path: String) {
    let trimmed = path.utf8.reversed().drop { $0 == Self.slash }
    let leaf = trimmed.prefix { $0 != Self.slash }
    let parent = trimmed.dropFirst(leaf.count).drop { $0 == Self.slash }
    let isAbsolute = path.utf8.first == Self.slash
    self.leaf = leaf.isEmpty ? "." : String(decoding: leaf.reversed(), as: UTF8.self)
    self.parent =
      parent.isEmpty
      ? (isAbsolute ? "/" : ".") : String(decoding: parent.reversed(), as: UTF8.self)
  }

  private static let slash = UInt8(ascii: "/")
}
