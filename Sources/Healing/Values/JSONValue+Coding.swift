public import FoundationEssentials

extension JSONValue: Codable {
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      self = .null
    } else if let value = try? container.decode(Bool.self) {  // Each try? asks for one kind; the last throws.
      self = .bool(value)
    } else if let value = try? container.decode(Int64.self) {
      self = .integer(value)
    } else if let value = try? container.decode(Double.self) {
      self = .number(value)
    } else if let value = try? container.decode(String.self) {
      self = .string(value)
    } else if let value = try? container.decode([JSONValue].self) {
      self = .array(value)
    } else {
      self = .object(try container.decode([String: JSONValue].self))
    }
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .null: try container.encodeNil()
    case .bool(let value): try container.encode(value)
    case .integer(let value): try container.encode(value)
    case .number(let value): try container.encode(value)
    case .string(let value): try container.encode(value)
    case .array(let value): try container.encode(value)
    case .object(let value): try container.encode(value)
    }
  }
}

/// The one way in which this project writes and reads JSON: keys in `snake_case`, sorted, so that equal values are
/// equal texts. The keys of a `JSONValue` are data and stay as they are.
public enum JSON {
  /// Writes `value` on one line, or over several with `pretty`.
  /// - Throws: `EncodingError`, where a number is not finite.
  public static func text(_ value: some Encodable, pretty: Bool = false) throws -> String {
    String(decoding: try bytes(value, pretty: pretty), as: UTF8.self)
  }

  /// As ``text(_:pretty:)``, as UTF-8 bytes.
  public static func bytes(_ value: some Encodable, pretty: Bool = false) throws -> Data {
    let encoder = JSONEncoder()
    encoder.keyEncodingStrategy = .convertToSnakeCase
    encoder.outputFormatting =
      pretty ? [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes] : [.sortedKeys, .withoutEscapingSlashes]
    return try encoder.encode(value)
  }

  /// Reads one JSON value of `type`.
  /// - Throws: `DecodingError` with the path of what is wrong.
  public static func decode<T: Decodable>(_ type: T.Type = T.self, from bytes: some Sequence<UInt8>) throws -> T {
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return try decoder.decode(type, from: Data(bytes))
  }

  /// Reads one JSON value of `type` from text.
  public static func decode<T: Decodable>(_ type: T.Type = T.self, from text: String) throws -> T {
    try decode(type, from: text.utf8)
  }
}
