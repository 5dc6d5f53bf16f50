/// What the sandbox's script wrote. It shared its sandbox with the command, so this is read as untrusted text: anything
/// that does not fit ends the reading.
struct SandboxReport {
  /// Whether the tree was set up and the command begun.
  var ready = false
  /// As the shell gives it: above 128 a signal.
  var status: Int?
  var cpuMs: Double?
  /// By its number in the list of wanted files, from 1.
  var files: [Int: [UInt8]] = [:]

  init(_ bytes: [UInt8]) {
    var rest = bytes[...]
    ready = Self.line(&rest) == "ready"
    guard ready, let status = Self.line(&rest)?.split(separator: " "), status.count == 2 else { return }
    self.status = Int(status[1])
    guard let own = Self.line(&rest), let children = Self.line(&rest), !own.isEmpty else { return }
    cpuMs = Self.milliseconds(children)
    while let parts = Self.line(&rest)?.split(separator: " "), parts.count == 3, parts[0] == "file" {
      guard let number = Int(parts[1]), let size = Int(parts[2]), size >= 0, size <= rest.count else { return }
      files[number] = Array(rest.prefix(size))
      rest = rest.dropFirst(size)
    }
  }

  private static func line(_ rest: inout ArraySlice<UInt8>) -> String? {
    guard let end = rest.firstIndex(of: 0x0a) else { return nil }
    defer { rest = rest[(end + 1)...] }
    return String(decoding: rest[..<end], as: UTF8.self)
  }

  /// `0m1.230s 0m0.070s`: user and system time.
  private static func milliseconds(_ line: String) -> Double? {
    var sum = 0.0
    for part in line.split(separator: " ") {
      let numbers = part.dropLast().split(separator: "m")
      guard numbers.count == 2, let minutes = Double(numbers[0]), let seconds = Double(numbers[1]) else { return nil }
      sum += (minutes * 60 + seconds) * 1_000
    }
    return sum
  }
}
