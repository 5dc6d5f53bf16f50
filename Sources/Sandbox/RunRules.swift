public import Healing

/// What a language pack says about running its programs: `run.yaml`.
///
/// ```yaml
/// interpreters:
///   names: [python3, python]       # also with a version behind, as in python3.12
///   tools: [pytest]                # scripts that an interpreter runs
///   probe: [-c, "print(...)"]      # one JSON object: executable, prefix, base_prefix, paths
///   probe-environment: {PYENV_DIR: "{root}"}
/// environment: {PYTHONUNBUFFERED: "1"}
/// ```
public struct RunRules: Sendable, Hashable {
  /// Names of interpreters.
  public var names: [String]
  /// Names of programs that are scripts of an interpreter.
  public var tools: [String]
  /// Arguments that make an interpreter tell where it lives.
  public var probe: [String]
  /// Variables for the probe; `{root}` is the service's root.
  public var probeEnvironment: [String: String]
  /// Variables of every command in the sandbox.
  public var environment: [String: String]

  /// A language without interpreters.
  public init() {
    names = []
    tools = []
    probe = []
    probeEnvironment = [:]
    environment = [:]
  }

  /// Reads the pack's document.
  /// - Throws: `invalid` with the key that is wrong.
  public init(_ document: JSONValue) throws(StageFailure) {
    self.init()
    let interpreters = document["interpreters"] ?? [:]
    names = try Self.texts(interpreters, "names")
    tools = try Self.texts(interpreters, "tools")
    probe = try Self.texts(interpreters, "probe")
    probeEnvironment = try Self.variables(interpreters, "probe-environment")
    environment = try Self.variables(document, "environment")
    if !names.isEmpty && probe.isEmpty { throw Self.wrong("interpreters.probe", "is missing; say how to ask them") }
  }

  private static func texts(_ object: JSONValue, _ key: String) throws(StageFailure) -> [String] {
    guard let value = object[key] else { return [] }
    let texts = value.array?.compactMap(\.text)
    guard let texts, texts.count == value.array?.count else { throw wrong(key, "must be a list of texts") }
    return texts
  }

  private static func variables(_ object: JSONValue, _ key: String) throws(StageFailure) -> [String: String] {
    guard let value = object[key] else { return [:] }
    guard let members = value.object else { throw wrong(key, "must be a map of names to texts") }
    var variables: [String: String] = [:]
    for (name, value) in members {
      guard let text = value.text else { throw wrong("\(key).\(name)", "must be a text; put it in quotes") }
      variables[name] = text
    }
    return variables
  }

  private static func wrong(_ key: String, _ why: String) -> StageFailure {
    StageFailure(.invalid, code: "pack.run", place: "run.yaml: \(key)", message: why)
  }
}
