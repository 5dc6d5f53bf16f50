import Glibc
package import Healing
import PluginBridge
import Synchronization
package import SystemCalls

/// Host services over a socket of their own, for a process that tries a plugin and is no runner: it asks, one question
/// after the other, and the process that has started it answers. So nothing that a service does (a program, a
/// connection, an open file) is taken for something that the plugin did.
package final class ServiceLine: @unchecked Sendable {
  // Sendable: `turn` guards the socket on the asking side; one thread serves on the other.
  private let file: OwnedFile
  private let frames: SocketFrames
  private let memory: SharedMemory
  private let turn = Mutex(())
  /// The number of the last question.
  private let asked = Atomic(UInt64(0))

  /// Both ends of a new line: what the asking process needs is `files`, for ``init(socket:memory:)`` there.
  package static func make() throws(SystemError) -> (line: ServiceLine, files: (socket: OwnedFile, memory: OwnedFile)) {
    let (mine, theirs) = try UnixSocket.pair()
    let memory = try SharedMemory()
    return (ServiceLine(mine, memory), (theirs, memory.file))
  }

  /// The asking end, of descriptors that were inherited.
  package convenience init(socket: Int32, memory: Int32) throws(SystemError) {
    self.init(OwnedFile(socket), try SharedMemory(OwnedFile(memory)))
  }

  private init(_ file: OwnedFile, _ memory: SharedMemory) {
    self.file = file
    self.memory = memory
    frames = SocketFrames(file)
  }

  /// Answers until ``close()`` or the end of the other process. Blocks.
  package func serve(_ services: any HostServices) {
    while true {
      switch frames.next() {
      case .bell: continue
      case .gone, .stray: return
      case .frame(var bytes):
        // What cannot be read or answered comes from a plugin that writes into its host's descriptors: it gets no more.
        guard let answer = try? answer(&bytes, services), (try? send(answer)) != nil else { return }
      }
    }
  }

  /// Ends ``serve(_:)``, also where a process that the plugin left holds the other end.
  package func close() { shutdown(file.number, Int32(SHUT_RDWR)) }

  private func answer(_ bytes: inout [UInt8], _ services: any HostServices) throws(BridgeFailure) -> Frame {
    let read = bytes.withUnsafeMutableBytes { bytes in
      Result { () throws(BridgeFailure) in
        var reader = WireReader(bytes, borrows: false)
        return (number: try reader.number(), left: try reader.number(), frame: try Frame(from: &reader))
      }
    }
    let question = try read.get()
    guard case .service(let id, let method, let request) = question.frame else {
      throw BridgeFailure("a frame that asks for no service")
    }
    let (memory, number) = (memory, question.number)
    let limit = CallLimit(
      deadline: question.left == 0 ? nil : .now + .nanoseconds(Int64(clamping: question.left)),
      isStopped: { memory.isStopped(number) })
    return .answering { () throws(StageFailure) in try services.bound(to: limit).call(id, method, request) }
  }

  private func send(_ frame: Frame, before: (inout WireWriter) -> Void = { _ in }) throws(SystemError) {
    let room = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 8)
    defer { room.deallocate() }
    var writer = WireWriter(in: room)
    before(&writer)
    frame.write(to: &writer)
    try frames.send(writer.bytes)
  }

  /// The services as the asking process has them.
  package struct Asked: HostServices {
    let line: ServiceLine
    let granted: Set<String>
    let limit: CallLimit

    package func grants(_ service: String) -> Bool { granted.contains(service) }

    package func bound(to limit: CallLimit) -> any HostServices { Asked(line: line, granted: granted, limit: limit) }

    package func call(_ service: String, _ method: String, _ request: [UInt8]) throws(StageFailure) -> [UInt8] {
      guard granted.contains(service) else { return try NoServices().call(service, method, request) }
      return try line.ask(service, method, request, limit)
    }
  }

  /// - Parameters:
  ///   - granted: ids of services.
  ///   - limit: of the call that asks.
  package func services(_ granted: Set<String>, _ limit: CallLimit) -> Asked {
    Asked(line: self, granted: granted, limit: limit)
  }

  /// Tells the service that is asked now to stop, as the end of a call does. From any thread.
  package func stop() { memory.stop(asked.load(ordering: .sequentiallyConsistent)) }

  private func ask(
    _ service: String, _ method: String, _ request: [UInt8], _ limit: CallLimit
  ) throws(StageFailure) -> [UInt8] {
    let reply = turn.withLock { _ -> Frame? in
      let number = asked.add(1, ordering: .sequentiallyConsistent).newValue
      // Told to stop before it asked: whoever stops later finds the number.
      if limit.isStopped() { memory.stop(number) }
      let left = limit.deadline.map { max(1, ($0 - .now).nanoseconds) } ?? 0
      do {
        try send(.service(id: service, method: method, request)) { writer in
          writer.number(number)
          writer.number(UInt64(left))
        }
        guard case .frame(var bytes) = frames.next() else { return nil }
        return try bytes.withUnsafeMutableBytes { bytes in
          var reader = WireReader(bytes, borrows: false)
          return try Frame(from: &reader)
        }
      } catch {
        return nil
      }
    }
    guard let reply, case .served(let status, let body) = reply else {
      throw StageFailure(.failed, code: "service.gone", place: "\(service) \(method)", message: "the host is gone")
    }
    return try StageFailure.served(status, body, "\(service) \(method)")
  }
}
