import Glibc

/// The three streams of a running command, moved by one loop that ends with the process.
struct CommandStreams {
  /// One stream that the command writes.
  struct Output {
    var file: OwnedFile?
    let limit: Int
    var bytes: [UInt8] = []

    init(file: OwnedFile, limit: Int) {
      self.file = file
      self.limit = limit
    }

    /// Reads what is there. False when the limit is reached.
    mutating func drain() throws(SystemError) -> Bool {
      while let open = file {
        let part: [UInt8]
        do {
          part = try open.read(1 << 16)
        } catch  where error.number == EAGAIN {
          return true
        }
        if part.isEmpty { file = nil }
        bytes += part.prefix(limit - bytes.count)
        if bytes.count >= limit { return false }
      }
      return true
    }
  }

  var input: OwnedFile?
  var pending: ArraySlice<UInt8>
  var output: Output
  var errors: Output

  /// Moves bytes until the process has ended; returns why it had to be cut short, if so. A descendant that keeps a
  /// stream open does not hold this up.
  mutating func pump(
    until deadline: ContinuousClock.Instant?, child: ChildProcess, stop: (@Sendable () -> Bool)?
  ) throws(SystemError) -> Command.Result.Reason? {
    if pending.isEmpty { input = nil }
    while true {
      if let deadline, ContinuousClock.now >= deadline { return .wall }
      if let stop, stop() { return .stopped }
      var waiting = [pollfd(fd: child.pidfd.number, events: Int16(POLLIN), revents: 0)]
      for file in [output.file, errors.file].compactMap({ $0 }) {
        waiting.append(pollfd(fd: file.number, events: Int16(POLLIN), revents: 0))
      }
      if let input { waiting.append(pollfd(fd: input.number, events: Int16(POLLOUT), revents: 0)) }
      _ = try checked("poll") { poll(&waiting, nfds_t(waiting.count), wait(until: deadline, polling: stop != nil)) }
      feed()
      let withinLimits = try [output.drain(), errors.drain()]
      if withinLimits.contains(false) { return .output }
      if waiting[0].revents != 0 { return nil }
    }
  }

  /// Milliseconds to wait at most.
  private func wait(until deadline: ContinuousClock.Instant?, polling: Bool) -> Int32 {
    let left = deadline.map { Int64(((($0 - ContinuousClock.now) / .milliseconds(1))).rounded(.up)) }
    let most: Int64? = polling ? 50 : nil
    guard let shortest = [left, most].compactMap({ $0 }).min() else { return -1 }
    return Int32(clamping: max(shortest, 0))
  }

  /// Gives the command as much of its input as it takes; one that does not read it all has decided not to.
  private mutating func feed() {
    guard let open = input else { return }
    let sent = pending.withUnsafeBytes { Glibc.write(open.number, $0.baseAddress, $0.count) }
    if sent >= 0 { pending = pending.dropFirst(sent) } else if errno != EAGAIN && errno != EINTR { pending = [] }
    if pending.isEmpty { input = nil }
  }
}
