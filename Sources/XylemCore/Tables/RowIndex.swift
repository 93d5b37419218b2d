/// The one reserved row index. A bare `UInt32` elsewhere in the tables is the index of a row.
package enum RowIndex {
  /// Stands for "no row" in links and list heads; no table ever hands it out.
  package static var none: UInt32 { .max }
}
