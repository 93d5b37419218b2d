import Testing

@testable import XylemStorage

@Suite("Path split")
struct PathSplitTests {
  @Test(arguments: [
    ("a", ".", "a"), ("a/b", "a", "b"), ("/a", "/", "a"), ("/a/b/", "/a", "b"),
    ("a//b//", "a", "b"), ("/", "/", "."), ("//", "/", "."), ("//a", "/", "a"), (".", ".", "."),
    ("ä/ö", "ä", "ö"),
  ])
  func splits(path: String, parent: String, leaf: String) {
    let split = PathSplit(path)
    #expect(split.parent == parent)
    #expect(split.leaf == leaf)
  }
}
