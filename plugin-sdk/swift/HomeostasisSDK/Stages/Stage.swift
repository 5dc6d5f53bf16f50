public import Healing

/// A stage of the pipeline, written in Swift. One instance is called by one thread at a time, not always the same one.
/// Conform to one of the five protocols that refine this, and export the type with one line:
///
///     @c public func homeostasis_module_v1() -> UnsafePointer<hs_module> { export(MyAnalyzer.self) }
public protocol Stage {
  /// What the host is told before it makes an instance; constant.
  static var descriptor: StageDescriptor { get }
  /// Takes settings that have passed the schema. No effect outside and no thread: a dry run comes here too.
  init(settings: JSONValue, host: StageHost) throws(StageFailure)
  /// Work may begin.
  mutating func start(_ call: StageCall) throws(StageFailure)
  /// Finish or hand back what is in flight; on return no thread of the stage runs.
  mutating func drain(_ call: StageCall) throws(StageFailure)
  /// Answers from known inputs and touches nothing outside; throws when the stage is not fit for work.
  mutating func selfTest(_ call: StageCall) throws(StageFailure)
}

extension Stage {
  /// Nothing to make ready.
  public mutating func start(_ call: StageCall) throws(StageFailure) {}
  /// Nothing in flight.
  public mutating func drain(_ call: StageCall) throws(StageFailure) {}
  /// Nothing to try: always fit for work.
  public mutating func selfTest(_ call: StageCall) throws(StageFailure) {}
}
