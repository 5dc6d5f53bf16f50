import SystemCalls

/// The shop of the examples in a folder of its own, where its source may change.
struct ShopCopy: Sendable {
  let root: String

  init(_ place: BenchPlace, at folder: String) throws(SystemError) {
    root = folder
    try Self.copy("\(place.root)/examples/shop/service", to: folder)
  }

  /// Changes what no request sees, so that the tree is another one.
  func touch(_ number: Int) throws(SystemError) {
    let text = try Files.text("\(root)/shop/__init__.py").split(separator: "\n").filter { !$0.hasPrefix("# bench") }
    try Files.replace(
      "\(root)/shop/__init__.py", with: Array((text + ["# bench \(number)", ""]).joined(separator: "\n").utf8))
  }

  static func copy(_ from: String, to: String) throws(SystemError) {
    try Files.makeFolder(to)
    for name in try Files.list(from) where name != "__pycache__" && !name.hasPrefix(".") {
      if Files.isFolder("\(from)/\(name)") {
        try copy("\(from)/\(name)", to: "\(to)/\(name)")
      } else {
        try Files.replace("\(to)/\(name)", with: Files.read("\(from)/\(name)"))
      }
    }
  }

  /// What the service runs with, whoever starts it.
  static let environment = MeasuredProgram.environment.merging(["PYTHONDONTWRITEBYTECODE": "1"]) { $1 }
  static let command = ["python3", "-m", "shop"]
}
