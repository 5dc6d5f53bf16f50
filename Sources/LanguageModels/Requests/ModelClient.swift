public import Healing

/// Asks the providers of a stage one after the other, until one gives an answer of the wanted form.
public struct ModelClient: Sendable {
  private let settings: ModelSettings
  private let services: ModelServices

  /// Before the second request to a provider that does not say how long; doubles.
  private static let pause: Duration = .milliseconds(500)
  /// Rather than wait longer than this, the next provider is asked.
  private static let patience: Duration = .seconds(10)

  /// Asks nothing yet.
  public init(_ settings: ModelSettings, _ services: ModelServices) {
    self.settings = settings
    self.services = services
  }

  /// The first answer that has the form.
  /// - Throws: `llm.no-answer` with what each provider did, or the code of that where it is the same for all:
  ///   `llm.budget`, `llm.key`, `llm.model`, `llm.timeout`, `llm.schema`, ...; `llm.stopped` where the call was.
  public func ask(_ prompt: Prompt, _ form: AnswerForm, _ call: ModelCall) throws(StageFailure) -> ModelAnswer {
    var troubles: [(Provider, ProviderTrouble)] = []
    for provider in settings.providers {
      do throws(ProviderTrouble) {
        return try ask(provider, prompt, form, call)
      } catch {
        if call.isStopped() {
          throw StageFailure(.cancelled, code: "llm.stopped", place: provider.name, message: "the call was stopped")
        }
        call.log(true, "a provider gave no usable answer", ["provider": provider.name, "reason": error.message])
        troubles.append((provider, error))
      }
    }
    let codes = Set(troubles.map(\.1.code))
    throw StageFailure(
      .failed, code: codes.count == 1 ? codes.first ?? "llm.no-answer" : "llm.no-answer", place: "",
      message: troubles.map { "\($0.name): \($1.message)" }.joined(separator: "; then "))
  }

  private func ask(
    _ provider: Provider, _ prompt: Prompt, _ form: AnswerForm, _ call: ModelCall
  ) throws(ProviderTrouble) -> ModelAnswer {
    var pause = Self.pause
    for attempt in 1... {
      do throws(ProviderTrouble) {
        return ModelAnswer(
          value: try once(provider, prompt, form, call), model: provider.model, url: provider.url)
      } catch {
        let wanted = error.pause ?? pause
        let isLast = provider == settings.providers.last
        guard error.mayPass, attempt < settings.attempts, isLast || wanted <= Self.patience, call.pause(wanted) else {
          throw error
        }
        pause *= 2
      }
    }
    preconditionFailure("the attempts have no end of their own")
  }

  private func once(
    _ provider: Provider, _ prompt: Prompt, _ form: AnswerForm, _ call: ModelCall
  ) throws(ProviderTrouble) -> JSONValue {
    let time = call.share(atMost: settings.timeout)
    guard time > .zero else {
      throw ProviderTrouble("deadline", "no time is left for it: raise the stage's `timeout`, or lower this one")
    }
    let request = ProviderRequest(
      provider: provider, prompt: prompt, answerTokens: settings.answerTokens, services: services)
    let books = ModelBooks(settings, services, call)
    try books.open(request)
    var reply: ModelReply?
    let answer = Result { () throws(ProviderTrouble) in
      let said = try request.send(within: time)
      reply = said
      if let defect = said.defect { throw defect }
      return try form.read(said.text)
    }
    books.close(request, reply, answer.trouble)
    return try answer.get()
  }
}

extension Result<JSONValue, ProviderTrouble> {
  fileprivate var trouble: ProviderTrouble? { if case .failure(let trouble) = self { trouble } else { nil } }
}
