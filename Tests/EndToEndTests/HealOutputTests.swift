import FoundationEssentials
import Healing
import SystemCalls
import TestSupport
import Testing

/// What other programs read of `homeostasis heal`: SARIF, and a mail for `git am`.
@Suite(.serialized) struct HealOutputTests {
  let folder: TemporaryFolder
  let tree: String

  init() throws {
    folder = try TemporaryFolder()
    tree = "\(folder.path)/tree"
    try folder.write("tree/users.py", "import json\n\n\ndef city(user):\n    return user[\"address\"]\n")
    try folder.write(
      "tree/test_users.py",
      "import unittest\nfrom users import city\n\nclass T(unittest.TestCase):\n    def test_none(self):\n"
        + "        self.assertIsNone(city({}))\n")
  }

  private func heal(_ output: String) throws -> Command.Result {
    var command = Command(
      SpawnRequest(
        try Built.product("homeostasis"), ["heal", "--source", tree, "--budget", "240s", "--output", output],
        environment: Built.environment))
    command.wallLimit = .seconds(280)
    return try command.run()
  }

  private func run(_ words: String..., input: [UInt8] = []) throws -> Command.Result {
    var environment = Built.environment
    environment["GIT_COMMITTER_NAME"] = "Tester"
    environment["GIT_COMMITTER_EMAIL"] = "tester@localhost"
    environment["GIT_CONFIG_GLOBAL"] = "/dev/null"
    var command = Command(SpawnRequest(words[0], Array(words.dropFirst()), environment: environment, directory: tree))
    command.input = input
    let result = try command.run()
    #expect(result.succeeded, "\(words): \(result.text)\(result.errorText)")
    return result
  }

  /// The models were made from the public schema, and refuse what it does not know.
  @Test func sarifIsValidAndItsFixMendsTheTree() throws {
    let healed = try heal("sarif")
    #expect(healed.ending.code == 0, "\(healed.errorText)")
    let applied = try run(
      "python3", "-c",
      """
      import json, sys
      from pydantic_sarif.model import StaticAnalysisResultsFormatSarifVersion210JsonSchema as Log
      text = sys.stdin.read()
      Log.model_validate_json(text)
      run = json.loads(text)["runs"][0]
      result = run["results"][0]
      assert result["ruleId"] == "KeyError" and run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == "KeyError"
      place = result["locations"][0]["physicalLocation"]
      assert place["artifactLocation"]["uri"] == "users.py" and place["region"]["startLine"] == 5, place
      for change in result["fixes"][0]["artifactChanges"]:
          path = change["artifactLocation"]["uri"]
          lines = open(path).read().splitlines(True)
          for replacement in reversed(change["replacements"]):
              region = replacement["deletedRegion"]
              assert region["startColumn"] == region["endColumn"] == 1
              lines[region["startLine"] - 1:region["endLine"] - 1] = [replacement["insertedContent"]["text"]]
          open(path, "w").write("".join(lines))
      """, input: healed.output)
    #expect(applied.succeeded)
    _ = try run("python3", "-m", "unittest", "-q")
  }

  @Test func whereNothingWasFoundSarifHasNoFix() throws {
    try folder.write("tree/users.py", "def city(user):\n    return None\n")
    let healed = try heal("sarif")
    let log: JSONValue = try JSON.decode(from: healed.output)
    #expect(healed.ending.code == 1)
    #expect(log["runs"]?.array?.first?["results"]?.array?.isEmpty == true)
    #expect(log["runs"]?.array?.first?["properties"]?["reason"] == "tests-green")
  }

  @Test func aPatchIsTakenByGitAm() throws {
    _ = try run("git", "init", "-q", ".")
    _ = try run("git", "add", ".")
    _ = try run("git", "-c", "user.name=Tester", "-c", "user.email=tester@localhost", "commit", "-qm", "first")
    let healed = try heal("patch")
    #expect(healed.ending.code == 0, "\(healed.errorText)")
    _ = try run("git", "am", "-q", input: healed.output)
    let trailers = try run("git", "log", "-1", "--format=%(trailers:unfold)%an").text
    #expect(trailers.contains("Homeostasis-Exception: KeyError"), "\(trailers)")
    #expect(trailers.contains("Homeostasis-Template: ") && trailers.contains("Homeostasis-Tree: "), "\(trailers)")
    #expect(trailers.contains("Homeostasis\n"), "\(trailers)")
    _ = try run("python3", "-m", "unittest", "-q")
  }

  @Test func whereNothingWasFoundThereIsNoPatch() throws {
    try folder.write("tree/users.py", "def city(user):\n    return None\n")
    let healed = try heal("patch")
    #expect(healed.ending.code == 1 && healed.output.isEmpty)
    #expect(healed.errorText.contains("none: tests-green"))
  }
}
