import Synchronization

/// The result of the play, across the task that it runs in.
final class DemoResult: Sendable {
  private let state = Mutex<Result<DemoScore, CommandFailure>>(.failure(CommandFailure(.failed, "interrupted")))

  func finish(_ score: DemoScore) { state.withLock { $0 = .success(score) } }
  func fail(_ failure: CommandFailure) { state.withLock { $0 = .failure(failure) } }
  func get() throws(CommandFailure) -> DemoScore { try state.withLock { $0 }.get() }
}

/// The port that the shop got.
final class PortBox: Sendable {
  private let port = Mutex<UInt16>(0)
  var value: UInt16 { port.withLock { $0 } }

  func set(_ address: String) {
    guard let text = address.split(separator: ":").last, let number = UInt16(text) else { return }
    port.withLock { $0 = number }
  }
}
