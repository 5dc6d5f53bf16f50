import Glibc
import Healing
import YAMLDocument

/// The values under `grants`.
enum GrantShapes {
  /// Nil within: the service's own tree.
  static var file: Shape<GrantedFile?> {
    let access = Key<Bool>(
      "access", .choice([("read", false), ("write", true)]), "write also reads.",
      absence: .means(false, written: "read"))
    let place = Key<String>("path", path, "A file or folder, relative to this file.", absence: .isWrong)
    let long = Shape<GrantedFile>.section("a file or folder", keys: [place, access]) { section in
      section[place].map { GrantedFile(path: $0, writes: section.value(access)) }
    }
    return Shape(schema: ["anyOf": [["const": "source"], path.schema, long.schema]]) { node, at, reading in
      if node.entries != nil { return long.read(node, at, reading).map { $0 } }
      if node.text == "source" { return .some(nil) }
      return path.read(node, at, reading).map { GrantedFile(path: $0) }
    }
  }

  /// Links are resolved, because the kernel's rules and the host go by the real place.
  private static var path: Shape<String> {
    Shape(schema: ["type": "string", "minLength": 1, "examples": ["/etc/shop"]]) { node, path, reading in
      guard let text = node.text, !text.isEmpty, !text.utf8.contains(0) else {
        reading.wrong(path, "must be source, or the path of a file or folder, not \(node.named)", node.inQuotes)
        return nil
      }
      if FilePath.looksUnexpanded(text) {
        reading.doubtful(path, "\(text.brief) is taken as it stands", FilePath.noVariables)
      }
      let place = FilePath.absolute(text, in: reading.folder)
      guard let real = realpath(place, nil) else {
        reading.wrong(path, "\(place) does not exist", FilePath.advice(on: text, missing: place))
        return nil
      }
      defer { free(real) }
      let plain = String(cString: real)
      if plain == "/" { reading.wrong(path, "must not be the root of all files: name what the plugin needs") }
      return plain == "/" ? nil : plain
    }
  }

  /// A name is looked up in the PATH of whoever reads the file, once.
  static var program: Shape<GrantedProgram> {
    Shape(schema: ["type": "string", "minLength": 1, "examples": ["git"]]) { node, path, reading in
      guard let text = node.text, !text.isEmpty, !text.utf8.contains(0) else {
        reading.wrong(path, "must be the name or path of a program, not \(node.named)", node.inQuotes)
        return nil
      }
      if text.contains(" ") {
        reading.wrong(
          path, "must be one program, and \(text.brief.debugDescription) has spaces",
          "write the program alone: it is granted with any arguments")
        return nil
      }
      let search = getenv("PATH").map { String(cString: $0) } ?? "/usr/local/bin:/usr/bin:/bin"
      let places =
        text.contains("/")
        ? [FilePath.absolute(text, in: reading.folder)] : search.split(separator: ":").map { "\($0)/\(text)" }
      guard let place = places.first(where: { access($0, X_OK) == 0 && FilePath.kind(of: $0) == .other }) else {
        reading.wrong(
          path, "there is no program \(text.brief.debugDescription)",
          text.contains("/") ? "it must be a file that may be run" : "install it, or write its path")
        return nil
      }
      return GrantedProgram(name: text, path: place)
    }
  }

  static var address: Shape<GrantedAddress> {
    let sockets = Key<Bool>(
      "sockets", flag, "Whether its own process may connect to this port by TCP. The kernel checks the port alone.",
      absence: .means(false, written: false))
    let to = Key<ListenAddress>("to", .address, "The host and port.", absence: .isWrong)
    let long = Shape<GrantedAddress>.section("an address", keys: [to, sockets]) { section in
      section[to].map {
        GrantedAddress(host: $0.host.lowercased(), port: $0.port, opensSockets: section.value(sockets))
      }
    }
    return Shape(schema: ["anyOf": [Shape<ListenAddress>.address.schema, long.schema]]) { node, path, reading in
      let read =
        node.entries != nil
        ? long.read(node, path, reading)
        : Shape<ListenAddress>.address.read(node, path, reading).map {
          GrantedAddress(host: $0.host.lowercased(), port: $0.port)
        }
      if read?.port == 0 { reading.wrong(path, "the port must be from 1") }
      return read?.port == 0 ? nil : read
    }
  }

  static var secret: Shape<GrantedSecret> {
    let name = Key<String>(
      "name", .text("the name that the plugin asks for", examples: ["token"]), "What the plugin asks for.",
      absence: .isWrong)
    let environment = Key<String>(
      "environment", .text("the name of a variable", examples: ["SHOP_TOKEN"]), "A variable of the host's environment.")
    let file = Key<String>("file", .file, "A file of the host's own user with the mode 0600, relative to this file.")
    return .section("a secret", keys: [name, environment, file]) { section in
      guard let called = section[name] else { return nil }
      switch (section[environment], section[file]) {
      case (let variable?, nil): return GrantedSecret(name: called, source: .environment(variable))
      case (nil, let path?):
        checkMode(of: path, section.path + [file.name], section.reading)
        return GrantedSecret(name: called, source: .file(path))
      case (nil, nil) where section.gives(environment) || section.gives(file): return nil
      default:
        section.reading.wrong(
          section.path, "a secret has one source", "give either environment: VARIABLE or file: PATH")
        return nil
      }
    }
  }

  /// A file may come later; one that is there must be private.
  private static func checkMode(of path: String, _ at: [String], _ reading: Reading) {
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & 0o077 != 0 else { return }
    reading.wrong(at, "others than its owner may use \(path)", "chmod 600 \(path)")
  }

  static var flag: Shape<Bool> {
    Shape(schema: ["type": "boolean"]) { node, path, reading in
      if case .bool(let truth)? = node.scalar?.json { return truth }
      reading.wrong(path, "must be true or false, not \(node.named)")
      return nil
    }
  }

  /// Bytes.
  static var size: Shape<Int> {
    Shape(schema: ["type": "string", "pattern": "^[0-9]{1,9}(B|KiB|MiB)$", "examples": ["1MiB"]]) {
      node, path, reading in
      let text = node.scalar?.text ?? ""
      let units = [("KiB", 1 << 10), ("MiB", 1 << 20), ("B", 1)]
      if let (unit, factor) = units.first(where: { text.hasSuffix($0.0) }),
        let number = Int(text.dropLast(unit.count)), (1...(16 << 20) / factor).contains(number)
      {
        return number * factor
      }
      reading.wrong(path, "must be a size from 1B to 16MiB, such as 1MiB, not \(node.named)")
      return nil
    }
  }
}
