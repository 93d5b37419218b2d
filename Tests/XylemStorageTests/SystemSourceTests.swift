import Foundation
import Testing
import XylemStorage

@Suite("Clocks and entropy of the machine")
struct SystemSourceTests {
  @Test func wallClockAgreesWithTheSystem() {
    let expected = Date().timeIntervalSince1970 * 1_000
    #expect(abs(Double(SystemTimeSource().wallMilliseconds()) - expected) < 5_000)
  }

  @Test func steadyClocksDoNotGoBack() {
    let source = SystemTimeSource()
    let first = (source.steadyMilliseconds(), SystemTimeSource.nanoseconds())
    let second = (source.steadyMilliseconds(), SystemTimeSource.nanoseconds())
    #expect(second.0 >= first.0)
    #expect(second.1 >= first.1)
  }

  @Test func randomBytesFillAndDiffer() {
    let source = SystemEntropySource()
    #expect(source.randomBytes(0) == [])
    #expect(source.randomBytes(1_000).count == 1_000)
    #expect(source.randomBytes(16) != source.randomBytes(16))
  }
}
