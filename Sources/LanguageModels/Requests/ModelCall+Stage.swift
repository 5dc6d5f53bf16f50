public import HomeostasisSDK

extension ModelCall {
  /// A call of a stage.
  public init(_ call: StageCall, _ host: StageHost) {
    self.init(
      id: call.id, timeLeft: { call.timeLeft }, wait: { call.wait(until: $0) }, isStopped: { call.isStopped },
      log: { isTrouble, text, fields in host.log(isTrouble ? .warning : .info, text, fields) })
  }
}

extension ModelServices {
  /// What the host of a stage grants it.
  public init(_ host: StageHost) {
    self.init(http: host.http, secrets: host.secrets, state: host.state, clock: host.clock)
  }
}
