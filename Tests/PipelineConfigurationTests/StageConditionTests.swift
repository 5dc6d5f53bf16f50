import Healing
import PipelineConfiguration
import Testing

@Suite("For which incidents a stage is asked")
struct StageConditionTests {
  @Test("without a condition for all")
  func all() { #expect(StageCondition().admits(severity: nil, type: nil, path: nil)) }

  @Test("severity", arguments: [(Severity.fatal, true), (.error, true), (.warning, false), (nil, false)])
  func severity(of incident: Severity?, isAdmitted: Bool) {
    #expect(StageCondition(severity: .error).admits(severity: incident, type: nil, path: nil) == isAdmitted)
  }

  @Test(
    "exception classes",
    arguments: [
      ("KeyError", "KeyError", true), ("KeyError", "builtins.KeyError", true), ("KeyError", "MyKeyError", false),
      ("*Error", "shop.errors.PriceError", true), ("shop.*", "shop.errors.PriceError", true),
      ("errors.PriceError", "shop.errors.PriceError", false), ("*", "", true), ("K?yError", "KeyError", true),
      ("NullPointerException", "java.lang.NullPointerException", true), ("Timeout", "Net::Timeout", true),
    ])
  func classes(pattern: String, type: String, isAdmitted: Bool) {
    #expect(StageCondition(classes: [pattern]).admits(severity: nil, type: type, path: nil) == isAdmitted)
  }

  @Test(
    "files",
    arguments: [
      ("shop/*.py", "shop/price.py", true), ("shop/*.py", "shop/a/price.py", false),
      ("shop/**", "shop/a/price.py", true),
      ("shop/", "shop/a/price.py", true), ("**/price.py", "price.py", true), ("**/price.py", "a/b/price.py", true),
      ("shop/**/price.py", "shop/price.py", true), ("*.py", "shop/price.py", false), ("pri?e.py", "pri/e.py", false),
      ("é*.py", "été.py", true), ("", "", true), ("", "a", false), ("**", "a/b", true), ("a*b*c", "aXbYbZc", true),
    ])
  func files(pattern: String, path: String, isAdmitted: Bool) {
    #expect(StageCondition(paths: [pattern]).admits(severity: nil, type: nil, path: path) == isAdmitted)
  }

  @Test("all that is given must be met, and what is unknown meets nothing")
  func together() {
    let condition = StageCondition(severity: .error, classes: ["KeyError"], paths: ["a/**", "b.py"])
    #expect(condition.admits(severity: .error, type: "KeyError", path: "b.py"))
    #expect(!condition.admits(severity: .error, type: "KeyError", path: nil))
    #expect(!condition.admits(severity: .error, type: nil, path: "b.py"))
    #expect(!condition.admits(severity: .info, type: "KeyError", path: "b.py"))
  }

  @Test("a hostile file name costs little")
  func hostile() {
    let pattern = String(repeating: "*a", count: 50) + "b"
    let path = String(repeating: "a", count: 20_000)
    var isAdmitted = true
    let time = ContinuousClock().measure {
      isAdmitted = StageCondition(paths: [pattern]).admits(severity: nil, type: nil, path: path)
    }
    #expect(!isAdmitted)
    #expect(time < .seconds(20))
  }
}
