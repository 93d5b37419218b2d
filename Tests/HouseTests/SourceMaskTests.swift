import Testing

/// Goal: rules about code are not misled by strings and comments, nor the other way round.
@Suite struct SourceMaskTests {
  @Test(
    "Only code is left",
    arguments: [
      ("a // b", "a     "), ("a /* b /* c */ d */ e", "a                   e"),
      (#"a "b // c" d"#, #"a "      " d"#), (#"a "\"b" c"#, #"a "   " c"#),
      (#"a "b\(c + "d")e" f"#, #"a "  (c + " ") " f"#),
      (##"a #"b"c\"# d"##, ##"a #"    "# d"##), ("a #/b\"\\//# c", "a #/    /# c"),
      ("a / b / c", "a / b / c"), ("a \"b\nc", "a \" \nc"),
      ("a \"\"\"\nb \"c\"\n\"\"\" d", "a \"\"\"\n     \n\"\"\" d"),
      ("#if a // b", "#if a     "), ("é \"é\" é", "é \"  \" é"), ("a \"b\\", "a \"  "),
    ])
  func swift(text: String, code: String) {
    #expect(SourceMask(text, isC: false).text(keeping: [.code]) == code)
  }

  @Test("C has no nested comments and quotes single characters")
  func c() {
    let mask = SourceMask("a '\"' /* /* b */ c", isC: true)
    #expect(mask.text(keeping: [.code]) == "a ' '            c")
    #expect(mask.text(keeping: [.code, .comment]) == "a ' ' /* /* b */ c")
  }
}
