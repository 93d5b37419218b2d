/// Sizes at which something ends.
enum PayloadSize {
  /// Sectors, pages, and the lengths of our own headers, each with its neighbours.
  static let edges = [0, 1, 55, 56, 57, 63, 64, 65, 447, 448, 511, 512, 513, 4095, 4096, 4097]
}
