public import Healing

extension Course {
  /// Everything that must be stored of a course so that it can go on.
  public struct Position: Sendable, Hashable, Codable {
    /// Where it stands.
    public internal(set) var state: State
    /// 1, 2, ...
    public internal(set) var attempt: Int
    /// When attempts failed since the incident was healed or its source changed, the newest last.
    public internal(set) var setbacks: [Timestamp]
    /// Hash of the source tree when the attempt began.
    public internal(set) var tree: String?

    /// Where a new incident stands.
    public init() {
      state = .opened
      attempt = 1
      setbacks = []
    }

    /// More than this many setbacks say nothing new.
    private static let remembered = 16

    mutating func move(along step: Step, at now: Timestamp) {
      if let tree = step.tree { self.tree = tree }
      if step.opensAttempt { attempt += 1 }
      if step.forgetsSetbacks { setbacks = [] }
      if case .ended(let ending) = step.to, ending.isSetback { setbacks = (setbacks + [now]).suffix(Self.remembered) }
      state = step.to
    }
  }
}
