import Glibc
import Healing
import PluginBridge
import Synchronization
import SystemCalls

/// The other end: the main loop of `homeostasis-runner`. Its socket is descriptor 3 and its stop word descriptor 4.
public enum RunnerMain {
  /// Serves calls until the host is gone; returns the exit status.
  public static func run() -> Int32 {
    let channel = RunnerChannel(OwnedFile(3))
    do {
      let stop = try StopWord(OwnedFile(4))
      guard case .load(let library, let id) = try channel.receive() else { return 2 }
      let caller: PluginCaller
      do throws(PluginFailure) {
        caller = try PluginCaller(id, at: library) { level, text, fields in
          // A log line that cannot be sent means that the host is gone; the next receive ends the loop.
          try? channel.send(.log(level: level, text: text, fields: (try? JSON.text(fields)) ?? "{}"))
        }
      } catch {
        try channel.send(.refused(error.description))
        return 1
      }
      try channel.send(.ready(description: JSON.text(caller.description)))
      try serve(caller, channel, stop)
      return 0
    } catch {
      return 1
    }
  }

  private static func serve(_ caller: PluginCaller, _ channel: RunnerChannel, _ stop: StopWord) throws {
    while let frame = try channel.receive() {
      guard case .call(let number, let travelled) = frame, let verb = PluginVerb(rawValue: number) else {
        throw BridgeFailure("a frame that is not a call")
      }
      var call = PluginCall(
        id: travelled.id, attempt: travelled.attempt, context: travelled.context,
        services: RemoteServices(channel: channel, granted: Set(travelled.granted)),
        isStopped: { stop.isStopped(travelled.sequence) }
      ) { batch, durable in
        guard let reply = ask(channel, .emit(batch, durable: durable)), case .answer(let status) = reply else {
          _exit(1)
        }
        return EmitAnswer(status: status)
      }
      call.trace = travelled.trace
      call.settings = travelled.settings
      call.timeout = travelled.timeoutNs == 0 ? nil : .nanoseconds(travelled.timeoutNs)
      let answer = caller.perform(verb, travelled.input, call)
      try channel.send(.done(JSON.text(answer)))
      if verb == .destroy { return }
    }
  }

  /// Sends a frame and waits for the host's answer; nil when the host is gone.
  static func ask(_ channel: RunnerChannel, _ frame: Frame) -> Frame? {
    do {
      try channel.send(frame)
      return try channel.receive()
    } catch {
      return nil
    }
  }
}
