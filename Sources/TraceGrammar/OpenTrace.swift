import Patterns

/// A trace that may still grow, as the joiner sees it.
struct OpenTrace {
  private var machine: GrammarMachine
  private let prefix: LinePrefix?
  /// Lines of the message that no rule knows.
  private var messageLines = 0
  private var lastWasBlank = false
  /// Whether it belongs to a plain line, so that nobody wants it.
  let isPassedOver: Bool

  init(_ machine: GrammarMachine, prefix: LinePrefix?, isPassedOver: Bool) {
    self.machine = machine
    self.prefix = prefix
    self.isPassedOver = isPassedOver
  }

  /// The line without the prefix when it is a part of the trace; nil when the trace has ended.
  mutating func goesOn(with line: UnsafeRawBufferPointer, _ shape: StreamShape) -> UnsafeRawBufferPointer? {
    var content = line
    if let prefix {
      guard let end = prefix.end(in: line) else { return nil }
      content = UnsafeRawBufferPointer(rebasing: line[end...])
    }
    switch machine.step(content) {
    case .line(let read):
      lastWasBlank = read.kind == .blank
      if read.kind == .exception { messageLines = 0 }
      return content
    case .restart: return nil
    case .unknown:
      guard machine.mayTakeMessage, isMessage(content, shape) else { return nil }
      machine.takeMessage()
      messageLines += 1
      lastWasBlank = false
      return content
    }
  }

  private func isMessage(_ content: UnsafeRawBufferPointer, _ shape: StreamShape) -> Bool {
    if content[0].isSpace { return messageLines < 1_000 }
    if prefix != nil { return machine.awaitsFrames && messageLines < 10 }
    if LineHead(content).startsRecord { return false }
    if shape.isStructured { return messageLines < 1_000 }
    return messageLines < 20 && !lastWasBlank && !shape.knows(content)
  }
}
