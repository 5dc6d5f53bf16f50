import CHomeostasisPlugin
import Glibc
import Healing
import PluginBridge
import Synchronization
import SystemCalls

/// The other end: the main loop of `homeostasis-runner`. Its socket is descriptor 3 and its shared memory descriptor 4.
public enum RunnerMain {
  /// Serves calls until the host is gone; returns the exit status.
  public static func run() -> Int32 {
    do {
      let memory = try SharedMemory(OwnedFile(4))
      let channel = RunnerChannel(OwnedFile(3), memory, .runner)
      guard case .load(let library, let id, let role, let rules) = try channel.receive() else { return 2 }
      do throws(SystemError) { try role.confine(loading: library, rules) } catch {
        try channel.send(.refused("its process cannot be confined: \(error); see `homeostasis doctor`"))
        return 1
      }
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
      try serve(caller, channel, rules.place)
      return 0
    } catch {
      return 1
    }
  }

  private static func serve(_ caller: PluginCaller, _ channel: RunnerChannel, _ place: String) throws {
    let memory = channel.memory
    while let frame = try channel.receive(HostedInstance.patience) {
      guard case .call(let number, let travelled) = frame, let verb = PluginVerb(rawValue: number) else {
        throw BridgeFailure("a frame that is not a call")
      }
      var call = PluginCall(
        id: travelled.id, attempt: travelled.attempt, context: travelled.context,
        services: RemoteServices(channel: channel, granted: Set(travelled.granted), place: place),
        isStopped: { memory.isStopped(travelled.sequence) })
      call.forward = { records, durable throws(BridgeFailure) in try forward(records, durable, channel) }
      call.trace = travelled.trace
      call.settings = travelled.settings
      call.timeout = travelled.timeoutNs == 0 ? nil : .nanoseconds(travelled.timeoutNs)
      let answer = caller.perform(verb, travelled.input, call)
      try channel.send(.done(answer))
      if verb == .destroy { return }
    }
  }

  /// Hands a batch on as it lies in the plugin's memory. The host checks it.
  private static func forward(
    _ records: UnsafePointer<hs_records>, _ durable: Bool, _ channel: RunnerChannel
  ) throws(BridgeFailure) -> EmitAnswer {
    do {
      try channel.send(emitted: records, durable: durable)
      guard case .answer(let status) = try channel.receive(HostedInstance.patience) else { _exit(1) }
      return EmitAnswer(status: status)
    } catch let refused as BridgeFailure {
      throw refused
    } catch {
      _exit(1)  // The host is gone: so are we.
    }
  }

  /// Sends a frame and waits for the host's answer; nil when the host is gone.
  static func ask(_ channel: RunnerChannel, _ frame: Frame) -> Frame? {
    do {
      try channel.send(frame)
      return try channel.receive(HostedInstance.patience)
    } catch {
      return nil
    }
  }
}
