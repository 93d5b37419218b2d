import Testing
import XylemCore

@Suite("What recovery does about what it sees")
struct RecoveryTableTests {
  private static let all = [true, false].flatMap { isSealed in
    [true, false].flatMap { isWatermarkBeyond in
      RecoveryEvidence.Frame.allCases.flatMap { frame in
        RecoveryEvidence.Successor.allCases.map { successor in
          RecoveryEvidence(
            frame: frame, isSealed: isSealed, isWatermarkBeyond: isWatermarkBeyond,
            successor: successor)
        }
      }
    }
  }

  @Test("There are 36 pieces of evidence")
  func complete() {
    #expect(Set(Self.all).count == 36)
  }

  @Test("Each verdict has exactly its documented rows", arguments: all)
  func rows(evidence: RecoveryEvidence) {
    let sealed = evidence.isSealed
    let isGone = !sealed && evidence.frame != .valid
    let beyond = evidence.isWatermarkBeyond
    let verdict = RecoveryTable.verdict(on: evidence)
    let isOpenEnd = isGone && !beyond
    let follows = sealed && evidence.successor == .matching
    let advances = !sealed && evidence.frame == .valid
    #expect((verdict == .follow) == follows)
    #expect((verdict == .advance) == advances)
    #expect((verdict == .end) == (isOpenEnd && evidence.frame == .blank))
    #expect((verdict == .cut) == (isOpenEnd && evidence.frame == .damaged))
    let isRotten = sealed ? evidence.successor != .matching : isGone && beyond
    #expect((verdict == .rot) == isRotten)
  }

  @Test("Nothing that was synced is ever cut", arguments: all)
  func syncedIsSafe(evidence: RecoveryEvidence) {
    let isMissing = evidence.frame != .valid && evidence.isWatermarkBeyond
    guard evidence.isSealed || isMissing else { return }
    let verdict = RecoveryTable.verdict(on: evidence)
    #expect([.follow, .rot].contains(verdict))
  }

  @Test("Without a seal the successor says nothing", arguments: all.filter { !$0.isSealed })
  func successorIsIgnored(evidence: RecoveryEvidence) {
    var other = evidence
    other.successor = .absent
    #expect(RecoveryTable.verdict(on: other) == RecoveryTable.verdict(on: evidence))
  }
}
