/// What the tables of an image must come to: read from its first chunk, or counted row by row.
package struct ImageHeads {
  var taskRows: UInt32 = 0
  var freeTask: UInt32 = RowIndex.none
  var companionRows: UInt32 = 0
  var freeCompanion: UInt32 = RowIndex.none

  /// The rows so far, counted.
  var recount = ImageRecount(queues: 0, kinds: 0)
  private var hasRows = false
  /// How many of them name a companion.
  var companionedRows: UInt32 = 0

  /// Nothing read yet.
  package init() {}

  init(_ reader: inout ByteReader) throws(FormatError) {
    taskRows = try reader.integer()
    freeTask = try reader.integer()
    companionRows = try reader.integer()
    freeCompanion = try reader.integer()
  }

  /// Begins to count rows, before the first chunk of them, when all queues and kinds are known.
  mutating func beginRows(queues: Int, kinds: Int) {
    if hasRows { return }
    hasRows = true
    recount = ImageRecount(queues: queues, kinds: kinds)
  }
}
