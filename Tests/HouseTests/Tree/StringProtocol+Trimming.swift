extension StringProtocol {
  /// The text without what satisfies `isBlank` at either end.
  func trimming(while isBlank: (Character) -> Bool) -> String {
    let head = drop(while: isBlank)
    return String(head.reversed().drop(while: isBlank).reversed())
  }
}
