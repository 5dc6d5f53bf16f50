import Healing

/// Books what requests use, keeps what was said, and tells the log.
struct ModelBooks {
  private let services: ModelServices
  private let store: ModelStore
  private let budget: DayBudget
  private let call: ModelCall

  init(_ settings: ModelSettings, _ services: ModelServices, _ call: ModelCall) {
    self.services = services
    self.call = call
    store = ModelStore(state: services.state, most: settings.kept)
    budget = DayBudget(settings: settings, store: store)
  }

  /// Books what the request may use at most.
  /// - Throws: where that would be too much, or nothing can be booked: then nothing may be asked.
  func open(_ request: ProviderRequest) throws(ProviderTrouble) {
    do throws(StageFailure) { try budget.book(request.most, at: services.now()) } catch {
      throw ProviderTrouble(error, within: .zero)
    }
  }

  /// Puts the booking right and keeps the exchange. What cannot be written is told, and an answer is used all the same:
  /// then too much is booked.
  func close(_ request: ProviderRequest, _ reply: ModelReply?, _ trouble: ProviderTrouble?) {
    let provider = request.provider
    let (input, output) = request.tokens(reply, trouble)
    let money = provider.cost(input: input, output: output)
    do throws(StageFailure) {
      let now = try services.now()
      try budget.settle(request.most, as: Spending(tokens: input + output, money: money), at: now)
      try store.keep(
        Exchange(
          at: now.nanoseconds, call: call.id, url: provider.url, model: provider.model,
          system: request.prompt.system.cut(to: Exchange.longest), user: request.prompt.user.cut(to: Exchange.longest),
          answer: reply.map { $0.text.cut(to: Exchange.longest) }, trouble: trouble?.message, inputTokens: input,
          outputTokens: output, money: money))
    } catch {
      call.log(true, "an exchange with a model is not kept", ["reason": "\(error)"])
    }
    var fields = [
      "provider": provider.name, "input_tokens": "\(input)", "output_tokens": "\(output)",
      "money": money.asAmount,
    ]
    fields["trouble"] = trouble?.code
    call.log(false, "a model was asked", fields)
  }
}

extension ProviderRequest {
  /// What was used, as the provider counts; estimated where it does not, nothing where it did not begin.
  fileprivate func tokens(_ reply: ModelReply?, _ trouble: ProviderTrouble?) -> (input: Int, output: Int) {
    guard let reply else { return trouble?.mayHaveCost == true ? (prompt.estimate, 0) : (0, 0) }
    return (reply.inputTokens ?? prompt.estimate, reply.outputTokens ?? ModelReply.estimate(reply.text))
  }
}
