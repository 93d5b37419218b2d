import XylemCore

/// Where the log holds the records of living tasks once more.
///
/// A record that was relocated stays where it was until its segment goes, so while one copy is
/// damaged the other may be whole. Made only when a record cannot be read. O(bytes of log).
struct RecordCopies {
  private var places: [TaskReference: [(part: Relocation.Part, location: RecordLocation)]] = [:]

  /// Looks for the tasks that the survey has found.
  init(_ survey: Survey) throws(StoreError) {
    for task in survey.ledger.living { if let task = task.reference { places[task] = [] } }
    var walk = try LogWalk(survey.examined, from: nil)
    var segment: UInt32 = 0
    var found = places
    try walk.run { (sighting) throws(StoreError) in
      switch sighting {
      case .segment(let header): segment = header.number
      case .frame(let frame, let offset, let body, _):
        let records = FrameRecords(header: frame, body: body, segment: segment, offset: offset)
        _ = records.forEach { record in
          guard let kept = RecordCoder.kept(record.decoded, at: record.location) else { return }
          found[kept.task]?.append((kept.part, kept.location))
        }
      default: break
      }
    }
    places = found
  }

  /// The copies of one part of a task, the newest first.
  subscript(task: TaskReference, part: Relocation.Part) -> [RecordLocation] {
    (places[task] ?? []).reversed().filter { $0.part == part }.map(\.location)
  }
}
