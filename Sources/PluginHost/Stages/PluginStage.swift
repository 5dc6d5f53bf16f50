public import Healing
import PluginBridge

/// What the stages of all kinds share: an instance, and how a call of the way becomes a call of the contract.
public struct PluginStage: Sendable {
  /// The name of the stage: pipeline and plugin, `web/log`.
  public let id: String
  let instance: any PluginInstance
  /// The services that a call about this service is granted.
  let services: @Sendable (Work) -> any HostServices
  /// Hides secrets in what the plugin says, of a failure and in records.
  let veil: SecretVeil?
  /// For calls whose work has none of its own.
  let timeout: Duration
  private let described = DescribedService()

  /// Takes over the instance, which nobody else may call.
  /// - Parameters:
  ///   - veil: knows the secrets that the plugin is given; nil: none.
  ///   - services: asked once for each call.
  public init(
    id: String, instance: any PluginInstance, timeout: Duration = .seconds(300), veil: SecretVeil? = nil,
    services: @escaping @Sendable (Work) -> any HostServices
  ) {
    self.id = id
    self.instance = instance
    self.timeout = timeout
    self.veil = veil
    self.services = services
  }

  /// Tells the instance that work will come, so that it can make ready what the first incident would have to wait for.
  /// - Parameter work: names the service that the work will be about.
  public func start(_ work: Work) async throws(StageFailure) {
    let call = PluginCall(
      id: "\(id)/start", timeout: work.timeout ?? timeout, context: context(work), services: services(work))
    _ = try await instance.perform(.start, nil, call.bound())
  }

  /// Calls `verb` with one record and returns what was emitted. What ends or hangs the plugin's process is tried once
  /// more: it may have been an accident, and the new process is ready by then. After that the record is set aside.
  func perform<Input: Record, Output: Record>(
    _ verb: PluginVerb, _ input: Input, _ work: Work, journal: Journal? = nil
  ) async throws(StageFailure) -> [Output] {
    if let refusal = instance.refusal(of: input.recordID, verb) { throw refusal }
    do throws(StageFailure) {
      return try await once(verb, input, work, 0, journal)
    } catch  where error.endsProcess {
      do throws(StageFailure) {
        if error.kind == .crashed { try await start(work) }
        return try await once(verb, input, work, 1, journal)
      } catch  where error.endsProcess || ["plugin.hung", "plugin.quarantined"].contains(error.code) {
        throw await instance.setAside(input.recordID, verb, error)
      }
    }
  }

  private func once<Input: Record, Output: Record>(
    _ verb: PluginVerb, _ input: Input, _ work: Work, _ repetition: Int, _ journal: Journal?
  ) async throws(StageFailure) -> [Output] {
    let emitted = Emitted<Output>(journal)
    var call = PluginCall(
      id: work.id, attempt: UInt32(work.attempt + repetition), timeout: work.timeout ?? timeout,
      context: context(work), services: services(work),
      emit: { [veil] batch, _ in emitted.take(veil?.over(batch) ?? batch) })
    call.trace = work.trace
    do throws(StageFailure) {
      let answer = try await instance.perform(verb, RecordBatch([input]), call.bound())
      let outputs = try emitted.result(of: id)
      if outputs.isEmpty, let complaint = answer.complaints.first { throw complaint.failure }
      return outputs
    } catch {
      throw veil?.over(error) ?? error
    }
  }
}

extension PluginStage {
  /// The service and the ancestors of the input as batches.
  func context(_ work: Work) -> [RecordBatch] {
    var batches = [described.batch(of: work.service)]
    if !work.events.isEmpty { batches.append(RecordBatch(work.events)) }
    if let incident = work.incident { batches.append(RecordBatch([incident])) }
    if let diagnosis = work.diagnosis { batches.append(RecordBatch([diagnosis])) }
    if let patch = work.patch { batches.append(RecordBatch([patch])) }
    if let verdict = work.verdict { batches.append(RecordBatch([verdict])) }
    return batches
  }
}

extension StageFailure {
  /// Whether the plugin's process is gone, or was ended because it hung.
  var endsProcess: Bool { kind == .crashed || code == "plugin.hang" }
}
