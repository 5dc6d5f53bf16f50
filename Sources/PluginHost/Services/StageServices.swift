public import Healing
import Synchronization

/// What one stage has of its own over all its calls and all generations of its plugin: its grants, its state, and the
/// secrets that it was given.
public final class StageServices: Sendable {
  /// What the stage is granted.
  public let grants: Grants
  /// The command that runs the service's tests, for trials.
  let tests: [String]
  let time: any TimeSource
  let secrets: GrantedSecrets
  private let folder: String
  private let stage: String
  private let store = Mutex<PluginState?>(nil)

  /// - Parameters:
  ///   - stage: its name, by which its state is found again.
  ///   - folder: where the state of all stages is kept; made when it is used.
  ///   - tests: the command that runs the service's tests.
  ///   - veil: gets every secret that is given out.
  public init(
    _ grants: Grants, stage: String, folder: String, tests: [String] = [], time: any TimeSource, veil: SecretVeil
  ) {
    self.grants = grants
    self.stage = stage
    self.folder = folder
    self.tests = tests
    self.time = time
    secrets = GrantedSecrets(grants, veil)
  }

  /// Read when it is first used.
  func state() throws(StageFailure) -> PluginState {
    guard let limit = grants.stateBytes else {
      throw StageFailure(.denied, code: "service.not-granted", place: stage, message: grants.remedy(.state))
    }
    return try store.withLock { store throws(StageFailure) in
      if let store { return store }
      let made = try PluginState(folder: folder, stage: stage, limit: limit, remedy: grants)
      store = made
      return made
    }
  }
}
