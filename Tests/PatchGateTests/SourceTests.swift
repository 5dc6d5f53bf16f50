import Healing
import PatchGate
import Testing

/// Changes of one function, and what the gate says to them.
@Suite struct SourceTests {
  private static let before = """
    import os

    def total(cart, prices):
        assert cart is not None
        log = open("/var/log/shop", "a")
        sum = 0
        for item in cart:
            sum += prices[item]
        log.write(str(sum))
        return sum
    """

  /// Replaces one line, and keeps the indentation.
  private func change(_ line: String, to new: String) -> String {
    Self.before.replacing(line, with: new.replacing("\n", with: "\n    "))
  }

  @Test func aGuardPasses() throws {
    let after = change("sum += prices[item]", to: "sum += prices.get(item, 0)")
    let report = try report(Self.before, after)
    #expect(report.refusals.isEmpty)
    #expect(!report.suppresses)
    #expect(report.lines == 2)
    #expect(report.places == [Location(file: "shop/cart.py", line: 8, symbol: "total", score: 1)])
  }

  @Test(arguments: [
    "eval(item)", "exec(item)", "os.system(item)", "os.popen(item)", "run = os.system", "__import__(item)",
    "import subprocess; subprocess.run(item)", "import subprocess as s; s.run(item)",
    "from os import system as s; s(item)",
    "import socket; socket.socket()", "import urllib.request as u; u.urlopen(item)", "open(item, 'w')",
    "open(item, mode=\"a\")", "Path(item).open('w')",
    "Path(item).write_text('')", "Path(item).unlink()", "os.remove(item)", "import shutil; shutil.rmtree(item)",
    "getattr(os, 'sys' + 'tem'); getattr(os, 'system')(item)", "globals()[item]()", "import pickle; pickle.loads(item)",
    "getattr(os, item)()", "run = os; run.system(item)", "vars(os)[item]()", "run = os.path.os",
    "os.path.os.system(item)", "import json; json.decoder.scanner.re.enum.sys.modules",
    "().__class__.__subclasses__()", "os.environ['X'] = item", "import ctypes; ctypes.CDLL(item)",
  ])
  func newActsAreRefused(_ act: String) throws {
    let report = try report(Self.before, change("sum += prices[item]", to: act))
    #expect(report.refusals.contains { $0.rule == .act && $0.line == 8 })
  }

  @Test(arguments: [
    "sum += prices.get(item, 0)", "sum += float(open(item).read())", "sum += float(open(item, 'r').read())",
    "sum += prices[item].replace(',', '.')", "sum += re.compile(item)", "sum += len(getattr(item, 'parts', ()))",
    "sum += item.code", "code = item.strip(); sum += prices[code.lower()]", "os.makedirs(item)",
    "sum += os.path.getsize(item)",
  ])
  func whatOnlyReadsIsNot(_ act: String) throws {
    #expect(try report(Self.before, change("sum += prices[item]", to: act)).refusals.isEmpty)
  }

  @Test func whatWasThereBeforeMayStay() throws {
    let after = change("open(\"/var/log/shop\", \"a\")", to: "open(\"/var/log/shop\", \"a\", encoding=\"utf-8\")")
    #expect(try report(Self.before, after).refusals.isEmpty)
    let twice = change("sum = 0", to: "sum = 0; open(\"/var/log/shop\", \"a\")")
    #expect(try report(Self.before, twice).refusals.map(\.rule) == [.act])
  }

  @Test func aHandlerThatDoesNothingIsRefused() throws {
    for body in ["pass", "...", "\"never mind\"", "# later\n            pass"] {
      let after = change(
        "sum += prices[item]", to: "try:\n        sum += prices[item]\n    except KeyError:\n        \(body)")
      let report = try report(Self.before, after)
      #expect(report.refusals.map(\.rule) == [.handler], "\(body)")
      #expect(report.suppresses)
    }
  }

  @Test func aHandlerThatGoesOnHides() throws {
    let after = change(
      "sum += prices[item]", to: "try:\n        sum += prices[item]\n    except KeyError:\n        sum += 0")
    let report = try report(Self.before, after)
    #expect(report.refusals.isEmpty)
    #expect(report.suppresses)
  }

  @Test func aHandlerThatRaisesDoesNot() throws {
    let after = change(
      "sum += prices[item]",
      to: "try:\n        sum += prices[item]\n    except KeyError as error:\n        raise ValueError(item) from error")
    let report = try report(Self.before, after)
    #expect(report.refusals.isEmpty)
    #expect(!report.suppresses)
  }

  @Test func suppressIsAHandler() throws {
    let after =
      "import contextlib\n"
      + change(
        "sum += prices[item]", to: "with contextlib.suppress(KeyError):\n        sum += prices[item]")
    #expect(try report(Self.before, after).suppresses)
  }

  @Test(arguments: ["assert True", "cart = cart or {}"])
  func assertionsStay(_ line: String) throws {
    #expect(try report(Self.before, change("assert cart is not None", to: line)).refusals.map(\.rule) == [.assertion])
  }

  @Test func moreThanFiveStatementsMayNotBeDeleted() throws {
    let lines = (1...8).map { "a\($0) = \($0)" }
    let before = lines.joined(separator: "\n") + "\n"
    let five = lines.prefix(3).joined(separator: "\n") + "\n"
    let six = lines.prefix(2).joined(separator: "\n") + "\n"
    #expect(try report(before, five).refusals.isEmpty)
    #expect(try report(before, six).refusals.map(\.rule) == [.deletion])
    #expect(try report(before, nil).refusals.map(\.rule) == [.deletion])
  }

  @Test func theStatementThatFailsMayNotOnlyBeTakenOut() throws {
    for gone in ["", "pass", "# later"] {
      let report = try report(Self.before, change("sum += prices[item]", to: gone), failing: 8)
      #expect(report.refusals.map(\.rule) == [.deletion], "\(gone)")
    }
    #expect(try report(Self.before, change("sum += prices[item]", to: "pass"), failing: 9).refusals.isEmpty)
    #expect(try report(Self.before, change("sum += prices[item]", to: "sum += 1"), failing: 8).refusals.isEmpty)
    let elsewhere = "LIMIT = 3\n" + change("sum += prices[item]", to: "pass")
    #expect(try report(Self.before, elsewhere, failing: 8).refusals.map(\.rule) == [.deletion])
  }

  @Test func oneRaiseLessHides() throws {
    let before = "def parse(text):\n    if not text:\n        raise ValueError(text)\n    return int(text)\n"
    let quiet = try report(before, before.replacing("raise ValueError(text)", with: "return 0"), failing: 3)
    #expect(quiet.refusals.isEmpty && quiet.suppresses)
    let other = try report(before, before.replacing("raise ValueError", with: "raise KeyError"), failing: 3)
    #expect(other.refusals.isEmpty && !other.suppresses)
    let gone = before.replacing("    if not text:\n        raise ValueError(text)\n", with: "")
    #expect(try report(before, gone, failing: 3).refusals.map(\.rule) == [.deletion])
  }

  @Test func replacingAndIndentingIsNotDeleting() throws {
    let before = (1...8).map { "a\($0) = \($0)\n" }.joined()
    let replaced = (1...8).map { "a\($0) = \($0 + 1)\n" }.joined()
    let indented = "if ready:\n" + (1...8).map { "    a\($0) = \($0)\n" }.joined()
    #expect(try report(before, replaced).refusals.isEmpty)
    #expect(try report(before, indented).refusals.isEmpty)
  }

  @Test func whatDoesNotParseIsRefused() throws {
    let report = try report(Self.before, change("sum += prices[item]", to: "sum += prices[item"))
    #expect(report.refusals.map(\.rule).contains(.unreadable))
  }

  @Test func aFileThatIsTooLargeIsRefused() throws {
    let large = String(repeating: "a = 1\n", count: 200_000)
    #expect(try report(large, large + "b = 2\n").refusals.map(\.rule) == [.unreadable])
  }
}
