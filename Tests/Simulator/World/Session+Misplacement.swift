import XylemCore
import XylemStorage

extension Session {
  /// Lets a write go astray on a copy of the disk as it is, then ends the machine there: the damage
  /// is reported, or it does no harm.
  func checkMisplacement(_ draw: inout SeededGenerator) throws(Violation) {
    let image = disk.clone()
    image.faults = StorageFaults()
    guard let damage = Damage.misplaced(image, &draw) else { return }
    damage.apply(to: image)
    if draw.chance(1, in: 2) { image.crash(using: &draw) } else { image.processKill() }
    let floor = damage.isInLog ? min(ledger.synced, ledger.marked) : ledger.synced
    let refusals = marks[.bitRotRefused] + marks[.sectorRotRefused]
    try examine(image, damage, floor: floor)
    let isRefused = marks[.bitRotRefused] + marks[.sectorRotRefused] > refusals
    switch damage.form {
    case .lost: marks.reach(isRefused ? .lostWriteRefused : .lostWriteHarmless)
    case .stale: marks.reach(isRefused ? .staleSectorRefused : .staleSectorHarmless)
    default: marks.reach(isRefused ? .misdirectedRefused : .misdirectedHarmless)
    }
  }
}
