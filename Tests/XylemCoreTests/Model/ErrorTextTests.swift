import Testing
import XylemCore

/// What people read of an error says what to do about it, or at least what the limit is.
@Suite struct ErrorTextTests {
  @Test func theTextNamesTheLimit() {
    let error = StoreError.refused(.payloadTooLarge(bytes: 300_011))
    #expect("\(error)" == "refused: a payload or result has at most 262144 bytes, this has 300011")
    #expect("\(Refusal.invalidKey(bytes: 0))" == "a unique key has 1 to 256 bytes, this has 0")
  }

  @Test func theTextNamesThePlace() {
    let damage = Corruption(file: "segments/0000000001", offset: 4096, what: "cut short")
    #expect(
      "\(StoreError.corrupt(damage))" == "segments/0000000001 is damaged at byte 4096: cut short")
    #expect("\(StoreError.missing(path: "nowhere"))" == "there is no directory nowhere")
  }

  @Test func theTextNamesWhatIsFullOrWrong() {
    #expect("\(StoreError.full(file: "segments"))" == "no space left to write segments")
    #expect("\(Refusal.invalidPriority(12))" == "a priority is 0 to 9, not 12")
    #expect("\(Refusal.limitReached("queues"))" == "no more queues")
  }
}
