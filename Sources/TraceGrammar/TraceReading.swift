import Healing
import Patterns

/// The work of a parser on one text.
struct TraceReading {
  /// A trace that is being read.
  private struct Open {
    var machine: GrammarMachine
    var prefix: LinePrefix?
    var assembly: TraceAssembly
    var start: Int
    var end: Int
  }

  private let grammars: [TraceGrammar]
  private let finder: TraceFinder
  private var open: Open?
  private var traces: [ParsedTrace] = []
  private var number = 0
  /// The last lines that are part of no trace, for frames that follow them.
  private var above: [[UInt8]] = []

  init(_ grammars: [TraceGrammar], _ finder: TraceFinder) {
    self.grammars = grammars
    self.finder = finder
  }

  mutating func take(_ line: UnsafeRawBufferPointer) {
    if !goesOn(line) {
      end()
      start(line)
    }
    number += 1
  }

  mutating func finish() -> [ParsedTrace] {
    end()
    return traces
  }

  private mutating func goesOn(_ line: UnsafeRawBufferPointer) -> Bool {
    guard var trace = open else { return false }
    open = nil
    var content = line
    if let prefix = trace.prefix {
      guard let end = prefix.end(in: line) else { return giveBack(trace) }
      content = UnsafeRawBufferPointer(rebasing: line[end...])
    }
    switch trace.machine.step(content) {
    case .line(let read):
      trace.assembly.add(read, content)
      if read.kind != .blank { trace.end = number + 1 }
    case .unknown where trace.machine.mayTakeMessage && mayBeMessage(content, trace):
      trace.machine.takeMessage()
      trace.assembly.addMessage(content)
      trace.end = number + 1
    case .unknown, .restart: return giveBack(trace)
    }
    open = trace
    return true
  }

  /// The trace stays open until ``end()`` stores it.
  private mutating func giveBack(_ trace: Open) -> Bool {
    open = trace
    return false
  }

  private func mayBeMessage(_ content: UnsafeRawBufferPointer, _ trace: Open) -> Bool {
    if content[0].isSpace { return true }
    return (trace.prefix == nil || trace.machine.awaitsFrames) && !LineHead(content).startsRecord
      && !FailingRequestLine.isOne(content)
  }

  private mutating func end() {
    guard let trace = open else { return }
    open = nil
    let exceptions = trace.assembly.chain()
    guard !exceptions.isEmpty else { return }
    traces.append(
      ParsedTrace(grammar: trace.machine.grammar.name, exceptions: exceptions, lines: trace.start..<trace.end))
  }

  private mutating func start(_ line: UnsafeRawBufferPointer) {
    let head = LineHead(line)
    guard let found = finder.find(in: line, head, below: above.isEmpty ? .nothing : .header) else {
      above.append([UInt8](line))
      if above.count > 20 { above.removeFirst() }
      return
    }
    let content = UnsafeRawBufferPointer(rebasing: line[found.start...])
    var machine = GrammarMachine(found.grammar)
    var assembly = TraceAssembly(found.grammar)
    if found.isBelowItsException {
      machine.startInline()
      assembly.startInline(above, prefix: found.prefix)
    }
    guard case .line(let read) = machine.step(content) else { return }
    assembly.add(read, content)
    above = []
    open = Open(machine: machine, prefix: found.prefix, assembly: assembly, start: number, end: number + 1)
  }
}
