import PatchGate
import Testing

@Suite struct ImportTests {
  private let before = "import os\n\ndef read(text):\n    return json.loads(text)\n"

  @Test func theMissingNameOfAStandardModuleMayBeImported() throws {
    #expect(try report(before, "import json\n" + before, missing: "json").refusals.isEmpty)
    #expect(try report(before, "from functools import reduce\n" + before, missing: "reduce").refusals.isEmpty)
    #expect(try report(before, "import numpy as np\n" + before, missing: "np", using: ["numpy"]).refusals.isEmpty)
    #expect(try report(before, "from .helpers import near\n" + before, missing: "near").refusals.isEmpty)
  }

  @Test(arguments: [nil, "other"])
  func nothingElseMay(_ missing: String?) throws {
    let report = try report(before, "import re\n" + before, missing: missing)
    #expect(report.refusals.map(\.rule) == [.importing])
    #expect(report.refusals.first?.line == 1)
  }

  @Test func whereOneNameIsMissingAnotherThatIsUsedMayBeToo() throws {
    #expect(try report(before, "import json\n" + before, missing: "other").refusals.isEmpty)
    #expect(try report(before, "import json\n" + before).refusals.map(\.rule) == [.importing])
  }

  @Test(arguments: [
    ("import os\n", "if not os.path.exists(text): return None"), ("import os\n", "os.makedirs(os.path.dirname(text))"),
    ("from os.path import exists as there\n", "if not there(text): return None"),
    ("from datetime import datetime\n", "return datetime.now()"),
  ])
  func ofAModuleThatNobodyMissedTheHarmlessMayBeUsed(_ line: String, _ use: String) throws {
    let before = "def read(text):\n    return text\n"
    let after = line + before.replacing("    return", with: "    \(use)\n    return")
    #expect(try report(before, after).refusals.isEmpty)
  }

  @Test(arguments: [
    "os.listdir(text)", "os.path.os.getcwd()", "getattr(os, text)()", "run = os", "os.path.exists.__globals__", "text",
    "os.path.exists(os.getcwd())", "os.makedirs(os)",
  ])
  func andNothingElseOfIt(_ use: String) throws {
    let before = "def read(text):\n    return text\n"
    let report = try report(before, "import os\n" + before.replacing("return text", with: "return \(use)"))
    #expect(report.refusals.map(\.rule).contains(.importing))
  }

  @Test func aModuleThatNobodyHasMayNot() throws {
    #expect(try report(before, "import jsonx\n" + before, missing: "jsonx").refusals.map(\.rule) == [.importing])
  }

  @Test func aMissingNameIsNoWayAroundTheOtherRules() throws {
    for line in ["import subprocess", "from os import system", "import os as subprocess", "from subprocess import *"] {
      let name = line.split(separator: " ").last.map(String.init) ?? ""
      let report = try report(before, line + "\n" + before, missing: name == "*" ? "subprocess" : name)
      let isRefused = !report.refusals.isEmpty
      #expect(isRefused == (line != "import os as subprocess"), "\(line)")
    }
  }

  @Test func anotherModuleUnderAKnownNameIsNew() throws {
    #expect(
      try report(before, before.replacing("import os", with: "import nt as os")).refusals.map(\.rule) == [.importing])
  }
}
