import Glibc
import LanguageKit
import SystemCalls
import TestSupport
import Testing

/// The corpus of small programs with a bug: each fails its own tests, and its reference fix meets them and the judge.
@Suite struct CorpusTests {
  private static let folder = "\(packageRoot)/Tests/Corpus"

  /// `python/age-gate`, `heldout/java/word-count` and so on.
  private static func cases() throws -> [String] {
    // The cases of PyPI are fetched.
    let folders = try Files.list(folder).filter { Files.isFolder("\(folder)/\($0)") && $0 != "pypi" }.sorted()
    let languages = try folders.flatMap { language in
      language == "heldout" ? try Files.list("\(folder)/heldout").sorted().map { "heldout/\($0)" } : [language]
    }
    return try languages.flatMap { language in
      try Files.list("\(folder)/\(language)").sorted().map { "\(language)/\($0)" }
    }
  }

  @Test func everyCaseHasItsParts() throws {
    let cases = try Self.cases()
    #expect(cases.filter { $0.hasPrefix("python/") }.count >= 30)
    #expect(cases.filter { $0.hasPrefix("heldout/python/") }.count >= 24)
    for language in ["javascript", "java", "c", "go"] {
      #expect(cases.filter { $0.hasPrefix("\(language)/") }.count >= 10, "\(language)")
      #expect(cases.filter { $0.hasPrefix("heldout/\(language)/") }.count >= 5, "\(language)")
    }
    for name in cases {
      let base = "\(Self.folder)/\(name)"
      #expect(Files.isFolder("\(base)/source") && Files.isFolder("\(base)/judge"), "\(name)")
      #expect(try Files.text("\(base)/test").split(separator: "\n").count == 1, "\(name)")
      #expect(try !Files.text("\(base)/family").isEmpty, "\(name)")
      let shown = Set(try Files.list("\(base)/source"))
      for hidden in try Files.list("\(base)/judge") where !Files.isFolder("\(base)/judge/\(hidden)") {
        #expect(!shown.contains(hidden), "\(name) shows \(hidden)")
      }
    }
  }

  @Test func everyReferenceFixApplies() throws {
    for name in try Self.cases() {
      _ = try Self.fixed(name)
    }
  }

  /// An eighth of the cases; all of them in a soak run.
  @Test func everyReferenceFixMeetsTestsAndJudge() throws {
    let cases = try Self.cases()
    for name in Soak.sample(of: cases, count: cases.count / 8) {
      let base = "\(Self.folder)/\(name)"
      let folder = try Files.temporaryFolder("corpus")
      defer { #expect(throws: Never.self) { try Files.remove(folder) } }
      try Self.copy("\(base)/source", to: folder)
      let command = try Files.text("\(base)/test")
      #expect(try !Self.run(command, in: folder).succeeded, "\(name) does not fail")
      for (path, bytes) in try Self.fixed(name) { try Files.replace("\(folder)/\(path)", with: bytes) }
      let tests = try Self.run(command, in: folder)
      #expect(tests.succeeded, "\(name) fails its tests with the fix: \(tests.text)\(tests.errorText)")
      try Self.copy("\(base)/judge", to: folder)
      let judge = try Self.run(command, in: folder)
      #expect(judge.succeeded, "\(name) fails the judge with the fix: \(judge.text)\(judge.errorText)")
    }
  }

  private static func fixed(_ name: String) throws -> [String: [UInt8]] {
    var files: [String: [UInt8]] = [:]
    for diff in try UnifiedDiff.parse(try Files.text("\(folder)/\(name)/fix.diff")) {
      files[diff.path] = try diff.applied(to: try Files.read("\(folder)/\(name)/source/\(diff.path)"))
    }
    return files
  }

  private static func copy(_ source: String, to target: String) throws {
    for name in try Files.list(source) where name != "__pycache__" {
      if Files.isFolder("\(source)/\(name)") {
        try Files.makeFolder("\(target)/\(name)")
        try copy("\(source)/\(name)", to: "\(target)/\(name)")
      } else {
        try Files.replace("\(target)/\(name)", with: try Files.read("\(source)/\(name)"))
      }
    }
  }

  private static func run(_ command: String, in folder: String) throws -> Command.Result {
    let path = getenv("PATH").map { String(cString: $0) } ?? "/usr/bin:/bin"
    var process = Command(
      SpawnRequest(
        "/bin/sh", ["-c", command],
        environment: [
          "PATH": path, "HOME": folder, "PYTHONDONTWRITEBYTECODE": "1", "PYTEST_ADDOPTS": "-p no:cacheprovider",
        ],
        directory: folder))
    process.wallLimit = .seconds(120)
    return try process.run()
  }
}
