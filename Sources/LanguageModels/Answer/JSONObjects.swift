import Healing

/// Finds the JSON object in what a model wrote. Small models put words or a fence around it, whatever they are told.
enum JSONObjects {
  /// So many places are tried.
  private static let places = 200

  /// The objects of the text that stand in no other one.
  static func found(in text: String) -> [JSONValue] {
    let bytes = Array(afterThoughts(text).utf8)
    if let whole = object(bytes[...]) { return [whole] }
    var found: [JSONValue] = []
    var place = bytes.startIndex
    for _ in 0..<places {
      guard let start = bytes[place...].firstIndex(of: UInt8(ascii: "{")) else { break }
      if let end = end(of: bytes[start...]), let value = object(bytes[start...end]) {
        found.append(value)
        place = end + 1
      } else {
        place = start + 1
      }
    }
    return found
  }

  private static func afterThoughts(_ text: String) -> Substring {
    guard let end = text.ranges(of: "</think>").last else { return text[...] }
    return text[end.upperBound...]
  }

  private static func object(_ bytes: ArraySlice<UInt8>) -> JSONValue? {
    // What is no JSON is no object.
    guard let value = try? JSON.decode(JSONValue.self, from: bytes), value.object != nil else { return nil }
    return value
  }

  /// The place of the brace that closes the first one.
  private static func end(of bytes: ArraySlice<UInt8>) -> Int? {
    var (depth, isText, isEscaped) = (0, false, false)
    for (index, byte) in zip(bytes.indices, bytes) {
      if isEscaped {
        isEscaped = false
      } else if isText {
        if byte == UInt8(ascii: "\\") { isEscaped = true } else if byte == UInt8(ascii: "\"") { isText = false }
      } else if byte == UInt8(ascii: "\"") {
        isText = true
      } else if byte == UInt8(ascii: "{") {
        depth += 1
      } else if byte == UInt8(ascii: "}") {
        depth -= 1
        if depth == 0 { return index }
      }
    }
    return nil
  }
}
