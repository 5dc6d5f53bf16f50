import Healing

/// An exception of a trace that is being put together. Exceptions know each other by their place in the trace.
struct AssembledException {
  var type: String
  var message: String
  /// As they stand in the text.
  var frames: [StackFrame] = []
  var cause: Int?
  /// The exceptions that this one stands for.
  var members: [Int] = []
  /// The exception whose cause or member this one is.
  var owner: Int?
  var isAside = false
  /// How many of the owner's outermost frames are its own too.
  var shared = 0

  init(type: String, message: String) {
    self.type = type
    self.message = message
  }

  /// Adds the frames that the runtime left out because the owner has them. Owners come before their causes.
  mutating func takeSharedFrames(from all: [AssembledException], _ order: TraceGrammar.FrameOrder) {
    guard shared > 0, let owner, order == .innermostFirst else { return }
    frames += all[owner].frames.suffix(shared)
  }

  func thrown(_ order: TraceGrammar.FrameOrder) -> ThrownException {
    let known = frames.filter { $0.line > 0 }
    var message = message
    while let last = message.last, last.isWhitespace { message.removeLast() }
    return ThrownException(type: type, message: message, frames: order == .innermostFirst ? known : known.reversed())
  }
}

extension StackFrame {
  /// A frame of which nothing is known. It counts when frames are shared.
  static let unknown = StackFrame(file: "", line: 0)
}
