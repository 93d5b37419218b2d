/// The lines of a function, an initializer, a subscript or a computed property.
struct FunctionSpan: Equatable {
  let name: String
  let lines: ClosedRange<Int>

  /// How many lines, those of the signature and the last brace included.
  var count: Int { lines.count }

  /// All functions of `file`, nested ones too, in the order of their ends.
  static func all(in file: SourceFile) -> [FunctionSpan] {
    var reader = FunctionReader(isC: file.isC)
    for (index, line) in file.code.enumerated() { reader.read(line, at: index) }
    return reader.found
  }
}
