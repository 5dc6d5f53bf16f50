/// Python traces of different places, rendered once: the log repeats them, as logs do.
struct FailingSites {
  private let heads: [[UInt8]]
  private let ends: [(type: String, message: String)]

  private static let kinds = [
    ("KeyError", "'user_id'"), ("ZeroDivisionError", "division by zero"), ("IndexError", "list index out of range"),
    ("AttributeError", "'NoneType' object has no attribute 'name'"), ("TimeoutError", "timed out after # ms"),
    ("TypeError", "unsupported operand type(s) for +: 'int' and 'str'"),
    ("ValueError", "invalid literal for int() with base 10: 'abc#'"),
  ]
  static let modules = ["app", "views", "models", "tasks", "cart", "orders", "catalog", "client"]
  private static let functions = ["dispatch", "handle", "quote", "save", "fetch", "process", "total", "parse", "load"]

  init(count: Int, root: String) {
    var random = SeededGenerator(seed: 7)
    var (heads, ends) = ([[UInt8]](), [(String, String)]())
    for site in 0..<count {
      var text = "Traceback (most recent call last):\n"
      for depth in 0..<Int.random(in: 4...9, using: &random) {
        let module = Self.modules.randomElement(using: &random) ?? "app"
        let function = Self.functions.randomElement(using: &random) ?? "handle"
        // The line of the innermost frame names the site; every frame has its source line.
        let line = depth == 0 ? 10 + site : Int.random(in: 1...900, using: &random)
        text += "  File \"\(root)/shop/\(module).py\", line \(line), in \(function)\n"
        text += "    return self.\(function)_inner(request, *args, **kwargs)\n"
      }
      text +=
        "  File \"\(root)/shop/\(Self.modules[site % Self.modules.count]).py\", line \(10 + site), in site_\(site)\n"
      text += "    return order[\"user_id\"] / count\n"
      heads.append(Array(text.utf8))
      ends.append(Self.kinds[site % Self.kinds.count])
    }
    self.heads = heads
    self.ends = ends
  }

  /// The trace of one site; `number` goes into the messages that vary.
  func text(_ site: Int, number: Int) -> [UInt8] {
    let message = ends[site].message.replacing("#", with: "\(number)")
    return heads[site] + Array("\(ends[site].type): \(message)\n".utf8)
  }
}
