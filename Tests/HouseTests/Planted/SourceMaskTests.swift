import Testing

@Suite("Telling code from text")
struct SourceMaskTests {
  @Test(
    "Only code is left",
    arguments: [
      ("a // b", "a"), ("a /* b /* c */ d */ e", "a                   e"),
      ("a(\"b\") c", "a(   ) c"), ("\"a\\\"b\" c", "       c"),
      ("\"\\(a(\"b\")) c\" d", "   a(   )     d"),
      ("#\"a\"b\"# c", "        c"), ("#if a", "#if a"), ("\"\" a", "   a"),
      ("\"// a\" b", "       b"),
    ])
  func code(text: String, expected: String) {
    let code = SourceMask(text).text(keeping: [.code])
    #expect(code.utf8.count == text.utf8.count)
    #expect(String(code.reversed().drop { $0 == " " }.reversed()) == expected)
  }

  @Test("Lines stay lines")
  func lines() {
    let code = SourceMask("a \"\"\"\n  b \" // c\n  \"\"\" d\n").text(keeping: [.code])
    #expect(code.split(separator: "\n").map { $0.filter { $0 != " " } } == ["a", "", "d"])
  }
}
