import Glibc
import SystemCalls
import Testing

@Suite struct SignalPipeTests {
  @Test func everySignalIsAByteFromTheFirstMomentOn() throws {
    let pipe = try SignalPipe([SIGUSR1, SIGUSR2])
    defer { for number in [SIGUSR1, SIGUSR2] { signal(number, SIG_DFL) } }
    kill(getpid(), SIGUSR1)
    #expect(try pipe.heard.read(1) == [UInt8(SIGUSR1)])
    kill(getpid(), SIGUSR2)
    #expect(try pipe.heard.read(1) == [UInt8(SIGUSR2)])
  }
}
