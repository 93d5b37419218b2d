/// What goes wrong while the store is being recovered.
enum RecoveryTrial {
  /// The machine stops at this mutating call, of which so many sectors are kept.
  case stop(call: Int, keptSectors: Int, ending: Ending)
  /// A call of this kind fails.
  case fault(FaultRule)
  /// A read gives back a wrong bit, which must not matter.
  case wrongRead(WrongRead)
}
