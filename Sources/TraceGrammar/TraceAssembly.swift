import Healing
import Patterns

/// Puts the lines of one trace together: which frame and which message belongs to which exception, and which exception
/// led to which.
struct TraceAssembly {
  private let grammar: TraceGrammar
  private var exceptions: [AssembledException] = []
  /// The last exception at each depth, the deepest last.
  private var path: [(depth: Int, index: Int)] = []
  private var pendingLink: ExceptionLink?
  private var place: StackFrame?
  /// Blank lines that count only when the message goes on behind them.
  private var blanks = 0

  init(_ grammar: TraceGrammar) {
    self.grammar = grammar
  }

  mutating func add(_ read: GrammarMachine.ReadLine, _ line: UnsafeRawBufferPointer) {
    guard let rule = read.rule else {
      blanks += 1
      return
    }
    blanks = 0
    let content = UnsafeRawBufferPointer(rebasing: line[read.start...])
    let match = rule.pattern.firstMatch(in: content)
    let depth = (match?.text(named: "indent")?.utf8.count ?? 0) + read.depth
    switch rule.kind {
    case .opens: open(depth, rule.link)
    case .place: place = match.flatMap(frame)
    case .frame: addFrame(match, depth)
    case .source: addSource(match?.text(named: "source"))
    case .omitted: share(match)
    case .exception: addException(match, depth, rule.link)
    case .link, .member: pendingLink = rule.link ?? pendingLink
    case .marker, .detail, .closes, .message, .blank: break
    }
  }

  /// A line of the message that no rule knows.
  mutating func addMessage(_ line: UnsafeRawBufferPointer) {
    guard !exceptions.isEmpty else { return }
    let lines = [String](repeating: "", count: blanks) + [line.text(0..<line.count)]
    exceptions[exceptions.count - 1].message += lines.map { "\n" + $0 }.joined()
    blanks = 0
  }

  /// The trace starts with frames: its exception stands somewhere in the lines above.
  mutating func startInline(_ above: [[UInt8]], prefix: LinePrefix?) {
    for (index, line) in above.enumerated().reversed() {
      let match = line.withUnsafeBytes { bytes in
        let start = prefix?.end(in: bytes) ?? 0
        return grammar.inline?.firstMatch(in: UnsafeRawBufferPointer(rebasing: bytes[start...]))
      }
      guard let match else { continue }
      addException(match, 0, nil)
      for further in above[(index + 1)...] { further.withUnsafeBytes { addMessage($0) } }
      return
    }
    open(0, nil)
  }

  private mutating func open(_ depth: Int, _ link: ExceptionLink?) {
    let index = exceptions.count
    exceptions.append(AssembledException(type: "", message: ""))
    let link = link ?? pendingLink
    pendingLink = nil
    let same = path.last { $0.depth == depth }?.index
    let outer = path.last { $0.depth < depth }?.index
    switch link {
    case .previousIsCause: if let same { replace(same, with: index) }
    case .nextIsCause: if let owner = same ?? outer { exceptions[index].owner = owner; exceptions[owner].cause = index }
    case .member: if let outer { exceptions[index].owner = outer; exceptions[outer].members.append(index) }
    case .aside: exceptions[index].isAside = true
    case nil: break
    }
    path.removeAll { $0.depth >= depth }
    path.append((depth, index))
  }

  /// The exception at `index` was thrown because of the one at `cause`, and stands for both where that one stood.
  private mutating func replace(_ cause: Int, with index: Int) {
    let owner = exceptions[cause].owner
    if let owner {
      exceptions[owner].members = exceptions[owner].members.map { $0 == cause ? index : $0 }
      if exceptions[owner].cause == cause { exceptions[owner].cause = index }
    }
    exceptions[index].owner = owner
    exceptions[index].cause = cause
    exceptions[cause].owner = index
  }

  private mutating func addFrame(_ match: Match?, _ depth: Int) {
    if exceptions.isEmpty || (grammar.exception == .afterFrames && !exceptions[exceptions.count - 1].type.isEmpty) {
      open(depth, nil)
    }
    exceptions[exceptions.count - 1].frames.append(match.flatMap(frame) ?? .unknown)
  }

  private mutating func addSource(_ source: String?) {
    guard let last = exceptions.indices.last, let frame = exceptions[last].frames.indices.last else {
      if place?.source == nil { place?.source = source }
      return
    }
    if exceptions[last].frames[frame].source == nil { exceptions[last].frames[frame].source = source }
  }

  private mutating func share(_ match: Match?) {
    guard let last = exceptions.indices.last else { return }
    exceptions[last].shared = match?.text(named: "shared").flatMap { Int($0) } ?? 0
  }

  private mutating func addException(_ match: Match?, _ depth: Int, _ link: ExceptionLink?) {
    let isOpen = grammar.exception == .afterFrames && exceptions.last?.type.isEmpty == true && pendingLink == nil
    if !isOpen { open(depth, link) }
    let last = exceptions.count - 1
    exceptions[last].type = match?.text(named: "type") ?? ""
    exceptions[last].message = match?.text(named: "message") ?? ""
    // Where the line itself names the place, as those of compilers and `assert` do, it is the innermost frame.
    if let frame = match.flatMap(frame) { exceptions[last].frames.append(frame) }
  }

  private func frame(_ match: Match) -> StackFrame? {
    guard var file = match.text(named: "file"), let line = match.text(named: "line").flatMap({ Int($0) }), line > 0
    else { return nil }
    let module = match.text(named: "module")
    if grammar.files == .belowPackage, let package = module?.split(separator: ".").dropLast(), !package.isEmpty {
      file = package.joined(separator: "/") + "/" + file
    }
    return StackFrame(
      file: file, line: line, symbol: match.text(named: "symbol"), module: module, source: match.text(named: "source"))
  }

  /// The exceptions, root cause first.
  func chain() -> [ThrownException] {
    var all = exceptions
    for index in all.indices { all[index].takeSharedFrames(from: all, grammar.frames) }
    if let place, !all.isEmpty,
      !all[0].frames.prefix(3).contains(where: { $0.file == place.file && $0.line == place.line })
    {
      all[0].frames.insert(place, at: 0)
    }
    guard let top = all.indices.last(where: { all[$0].owner == nil && !all[$0].isAside }) else { return [] }
    var order: [Int] = []
    collect(top, all, &order)
    return order.map { all[$0].thrown(grammar.frames) }.filter { !$0.type.isEmpty || !$0.frames.isEmpty }
  }

  private func collect(_ index: Int, _ all: [AssembledException], _ order: inout [Int]) {
    if let cause = all[index].cause { collect(cause, all, &order) }
    for member in all[index].members { collect(member, all, &order) }
    order.append(index)
  }
}
