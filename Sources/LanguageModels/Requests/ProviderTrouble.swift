import Healing

/// Why one provider gave no answer that can be used, in words for an operator.
struct ProviderTrouble: Error, Hashable {
  /// Stable: `llm.key`.
  var code: String
  /// What happened and what to do.
  var message: String
  /// Whether the same request may go well later.
  var mayPass = false
  /// What the provider asks for before the next request.
  var pause: Duration?
  /// Whether tokens may have been used although there is no count.
  var mayHaveCost = false

  init(_ code: String, _ message: String, mayPass: Bool = false, pause: Duration? = nil, mayHaveCost: Bool = false) {
    self.code = "llm.\(code)"
    self.message = message
    self.mayPass = mayPass
    self.pause = pause
    self.mayHaveCost = mayHaveCost
  }

  /// What a host service has refused or could not do.
  init(_ failure: StageFailure, within time: Duration) {
    switch failure.kind {
    case .timeout:
      self.init(
        "timeout",
        "no answer within \(Int(time.inSeconds)) s: raise `timeout`, and the stage's own where that is shorter, or take a faster model",
        mayPass: true, mayHaveCost: true)
    case .cancelled: self.init("stopped", "the call was told to stop", mayHaveCost: true)
    case .failed where failure.code.hasPrefix("llm."):
      self.init(String(failure.code.dropFirst(4)), failure.message)
    case .failed where failure.code == "http.failed":
      self.init(
        "unreachable", "cannot be reached (\(failure.message)): is it running, and is the url right?", mayPass: true)
    default: self.init("host", "\(failure.message) [\(failure.code)]")
    }
  }

  /// What an answer with an error status means.
  init(status: Int, said: String, provider: Provider, retryAfter: Duration?) {
    let said = said.isEmpty ? "" : ", saying: \(said)"
    switch status {
    case 401, 403:
      let key =
        provider.key.map { "the secret `\($0)` is not the right key" } ?? "it wants a `key`, and none is configured"
      self.init("key", "the key is refused (\(status))\(said): \(key)")
    case 404:
      self.init(
        "model",
        "it does not know the model `\(provider.model)`, or its url is wrong (404)\(said): see the provider's list of models"
      )
    case 429: self.init("busy", "too many requests (429)\(said)", mayPass: true, pause: retryAfter)
    case 408, 500...: self.init("server", "it failed by itself (\(status))\(said)", mayPass: true, pause: retryAfter)
    case 300..<400:
      self.init("redirect", "it answers with a redirection (\(status)), which is not followed: correct the url")
    default: self.init("request", "it refuses the request (\(status))\(said): `request` changes what is sent")
    }
  }
}
