/// What the tables of an image must come to; read from its first chunk.
package struct ImageHeads {
  var taskRows: UInt32 = 0
  var freeTask: UInt32 = RowIndex.none
  var companionRows: UInt32 = 0
  var freeCompanion: UInt32 = RowIndex.none

  /// Nothing read yet.
  package init() {}

  init(_ reader: inout ByteReader) throws(FormatError) {
    taskRows = try reader.integer()
    freeTask = try reader.integer()
    companionRows = try reader.integer()
    freeCompanion = try reader.integer()
  }
}
