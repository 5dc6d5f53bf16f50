public import Healing

/// Makes an instance of a plugin: loads the library in its place and creates the instance with its settings.
public struct InstanceMaker: Sendable {
  /// Id of the plugin, library, settings as JSON, place, and what the stage is granted.
  public typealias Make =
    @Sendable (String, StagedLibrary, String, PluginPlace, Grants) async throws(StageFailure) -> any PluginInstance
  /// Makes one.
  public let make: Make

  /// For an instance that needs more than the two usual places.
  public init(_ make: @escaping Make) { self.make = make }

  /// In the host on a thread of its own, or in a process of `runner`.
  public init(runner: String, blackBox: BlackBox? = nil, log: @escaping PluginCaller.Log) {
    make = { (id, library, settings, place, grants) async throws(StageFailure) -> any PluginInstance in
      switch place {
      case .host:
        try await HostedInstance(id, library: library, settings: settings, blackBox: blackBox, log: log)
      case .process:
        try await RunnerInstance(
          id, library: library, settings: settings, runner: runner, grants: grants, log: log)
      }
    }
  }
}
