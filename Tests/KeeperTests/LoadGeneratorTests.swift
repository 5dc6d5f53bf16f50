import Glibc
import LoadGenerator
import SystemCalls
import Testing

/// A load that cannot see a loss would prove nothing.
@Suite struct LoadGeneratorTests {
  @Test(arguments: [
    ("", LoadReport.Loss.reset), ("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf", .incomplete),
    ("HTTP/1.1 200 OK\r\nContent-", .incomplete), ("nonsense\r\n\r\n", .malformed),
  ])
  func whatIsNotAnsweredWholeIsLost(_ answer: String, _ loss: LoadReport.Loss) throws {
    let server = try AnswerServer(answer)
    let report = LoadGenerator(plan(server.port, count: 20)).wait()
    #expect(report.losses == [loss: 20] && report.answered == 0)
  }

  @Test(arguments: [
    ("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok", 200), ("HTTP/1.1 503 Busy\r\n\r\nuntil the end", 503),
    ("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n", 200),
    ("HTTP/1.1 204 Empty\r\n\r\n", 204),
  ])
  func aWholeAnswerIsCountedByItsStatus(_ answer: String, _ status: Int) throws {
    let server = try AnswerServer(answer)
    let report = LoadGenerator(plan(server.port, count: 20)).wait()
    #expect(report.statuses == [status: 20] && report.lost == 0)
    #expect(report.failed == (status >= 500 ? 20 : 0))
  }

  @Test func nobodyThereIsRefused() throws {
    let port = try AnswerServer("").port
    let report = LoadGenerator(plan(port, count: 8)).wait()
    #expect(report.losses == [.refused: 8])
  }

  @Test func aRateIsKept() throws {
    let server = try AnswerServer("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")
    var plan = plan(server.port, count: 40)
    plan.rate = 100
    let report = LoadGenerator(plan).wait()
    #expect(report.answered == 40 && report.elapsed >= .milliseconds(390))
    #expect(report.slices.count >= 4 && report.last(100).answered == 40)
    #expect(report.longestGap > .zero && report.longestGap <= report.elapsed)
  }

  @Test func percentilesAreNearTheTruth() {
    var histogram = LatencyHistogram()
    for value in 1...1000 { histogram.add(.microseconds(value * 10)) }
    for (part, truth) in [(0.5, 5000.0), (0.99, 9900), (1, 10000)] {
      let found = histogram.percentile(part) / .microseconds(1)
      #expect(abs(found - truth) <= truth * 0.04, "\(part): \(found)")
    }
    #expect(LatencyHistogram().percentile(0.5) == .zero)
  }

  private func plan(_ port: UInt16, count: Int) -> LoadPlan {
    LoadPlan(
      port: port, connections: 4, keepAlive: false, count: count, requests: [LoadRequest("GET", "/")],
      timeout: .seconds(5))
  }
}

/// Answers every request with the same bytes and closes; stops listening when it goes.
private final class AnswerServer: Sendable {
  let port: UInt16
  private let listener: OwnedFile

  init(_ answer: String) throws {
    listener = OwnedFile(try checked("socket") { socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0) })
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    inet_pton(AF_INET, "127.0.0.1", &address.sin_addr)
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let number = listener.number
    withUnsafeMutablePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        _ = bind(number, $0, length)
        _ = listen(number, 64)
        _ = getsockname(number, $0, &length)
      }
    }
    port = UInt16(bigEndian: address.sin_port)
    let copy = try listener.duplicate()
    WorkerThread(name: "answers").perform {
      while let client = try? UnixSocket.accept(copy) {
        if (try? client.read(4096))?.isEmpty == false { try? client.writeAll(answer) }
      }
    }
  }

  deinit { shutdown(listener.number, Int32(SHUT_RDWR)) }
}
