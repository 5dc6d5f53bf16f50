public import Healing

/// Finds the request that failed in what a service logged; `docs/failing-requests.md` describes the forms.
public enum FailingRequestText {
  private static let mark = "failing-request:"
  private static let longestBody = 1_048_576

  /// The request of a record: the one that the service tells, or else the bodyless one of an access line that tells
  /// of a failure. Nil when there is none, or none that could be sent again.
  public static func find(in text: String) -> FailingRequest? {
    var text = text
    return text.withUTF8 { bytes in
      let bytes = UnsafeRawBufferPointer(bytes)
      return told(bytes) ?? accessed(bytes)
    }
  }

  /// The request that a JSON value describes; nil when it could not be sent.
  public static func read(_ value: JSONValue) -> FailingRequest? {
    guard let method = value["method"]?.text, let target = value["target"]?.text, isMethod(method), isTarget(target)
    else { return nil }
    let headers = (value["headers"]?.array ?? []).prefix(100).compactMap { header -> [String]? in
      guard let pair = header.array, pair.count == 2, let name = pair[0].text, let content = pair[1].text,
        isName(name), content.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F || $0 == 0x09 })
      else { return nil }
      return [name, content]
    }
    let body = value["body"]?.text.flatMap { $0.utf8.count <= longestBody ? $0 : nil }
    return FailingRequest(method: method, target: target, headers: Array(headers), body: body)
  }

  private static func told(_ bytes: UnsafeRawBufferPointer) -> FailingRequest? {
    var place = 0
    while let hit = bytes.find("failing-request:", from: place) {
      place = hit + mark.utf8.count
      guard let start = bytes.find(UInt8(ascii: "{"), from: place), start - place < 8,
        let end = objectEnd(bytes, start)
      else { continue }
      do {
        if let request = read(try JSON.decode(JSONValue.self, from: bytes[start..<end])) { return request }
      } catch {
        continue  // Not JSON: the line only looks like one about a request.
      }
    }
    return nil
  }

  private static func objectEnd(_ bytes: UnsafeRawBufferPointer, _ start: Int) -> Int? {
    var depth = 0
    var place = start
    while place < bytes.count {
      switch bytes[place] {
      case UInt8(ascii: "{"): depth += 1
      case UInt8(ascii: "}"):
        depth -= 1
        if depth == 0 { return place + 1 }
      case UInt8(ascii: "\""):
        place += 1
        while place < bytes.count, bytes[place] != UInt8(ascii: "\"") {
          place += bytes[place] == UInt8(ascii: "\\") ? 2 : 1
        }
      case 0x0A: return nil
      default: break
      }
      place += 1
    }
    return nil
  }

  private static func accessed(_ bytes: UnsafeRawBufferPointer) -> FailingRequest? {
    for line in bytes.split(separator: 0x0A).prefix(200) {
      let line = UnsafeRawBufferPointer(rebasing: line)
      guard let access = AccessLine.find(in: line, textStart: 0), access.status >= 500 else { continue }
      let method = line.text(access.method)
      let target = line.text(access.target)
      guard ["GET", "HEAD", "DELETE", "OPTIONS"].contains(method), isTarget(target) else { continue }
      return FailingRequest(method: method, target: target)
    }
    return nil
  }

  private static func isMethod(_ text: String) -> Bool {
    (1...16).contains(text.utf8.count) && text.utf8.allSatisfy { $0.isUpper }
  }

  private static func isTarget(_ text: String) -> Bool {
    text.utf8.first == UInt8(ascii: "/") && text.utf8.count <= 8_192 && text.utf8.allSatisfy { $0 > 0x20 && $0 != 0x7F }
  }

  private static func isName(_ text: String) -> Bool {
    (1...128).contains(text.utf8.count)
      && text.utf8.allSatisfy { $0.isLetter || $0.isDigit || "!#$%&'*+-.^_`|~".utf8.contains($0) }
  }
}
