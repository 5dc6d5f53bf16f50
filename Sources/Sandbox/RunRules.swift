import Glibc
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
/// shown: ['/etc/java-*', '~/.m2/repository']
/// memory: resident                 # of sanitizers, which reserve terabytes; default: private
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
  /// Variables of every command in the sandbox; `{home}` is the home folder.
  public var environment: [String: String]
  /// What programs of the language read outside of /usr: paths with wildcards in them; `~` is the home folder.
  public var shown: [String]
  /// Whether the limit of memory counts what is resident, in all processes together, and not what is mapped in each.
  public var limitsResident: Bool

  /// A language without interpreters.
  public init() {
    names = []
    tools = []
    probe = []
    probeEnvironment = [:]
    environment = [:]
    shown = []
    limitsResident = false
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
    switch document["memory"]?.text {
    case nil where document["memory"] == nil, "private": limitsResident = false
    case "resident": limitsResident = true
    default: throw Self.wrong("memory", "must be private or resident")
    }
    shown = try Self.texts(document, "shown")
    if let wrong = shown.first(where: { !$0.hasPrefix("/") && !$0.hasPrefix("~/") }) {
      throw Self.wrong("shown", "`\(wrong)` must begin with / or ~/")
    }
    if !names.isEmpty && probe.isEmpty { throw Self.wrong("interpreters.probe", "is missing; say how to ask them") }
  }

  /// What there is of ``shown``, absolute.
  func paths(home: String) -> [String] {
    shown.flatMap { pattern -> [String] in
      let path = pattern.hasPrefix("~") ? home + pattern.dropFirst() : pattern
      var found = glob_t()
      defer { globfree(&found) }
      guard glob(path, GLOB_NOSORT, nil, &found) == 0 else { return [] }
      return (0..<Int(found.gl_pathc)).compactMap { found.gl_pathv[$0].map { String(cString: $0) } }.sorted()
    }
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
