import Healing
import PluginBridge

/// Writes one argument into memory, in the form that C reads.
struct ArgumentWriter {
  let input: FunctionInput
  /// Which argument it is, for failures.
  let place: String

  /// Adds where the argument's values are, as libffi is told: one place for each, two for a buffer.
  func write(
    _ parameter: Parameter, _ memory: inout CallMemory, _ places: inout [UnsafeMutableRawPointer?]
  ) throws(StageFailure) {
    switch parameter {
    case .scalar, .string:
      let cell = memory.block(8)
      _ = try store(parameter, at: cell, &memory)
      places.append(cell)
    case .buffer:
      let cells = memory.block(16)
      _ = try store(parameter, at: cells, &memory)
      places += [cells, cells + 8]
    case .structure(let members):
      let block = memory.block(Self.size(of: members))
      var offset = 0
      for member in members {
        offset = Self.aligned(offset, member.alignment)
        offset += try store(member, at: block + offset, &memory)
      }
      let cell = memory.block(8)
      cell.storeBytes(of: block, as: UnsafeMutableRawPointer.self)
      places.append(cell)
    }
  }

  /// Stores a value and gives the bytes that it takes.
  private func store(
    _ parameter: Parameter, at address: UnsafeMutableRawPointer, _ memory: inout CallMemory
  ) throws(StageFailure) -> Int {
    switch parameter {
    case .scalar(let scalar, let source):
      let cell = try input.cell(source, place)
      if scalar.store(cell, at: address) { return scalar.size }
      throw wrong("\(Self.brief(cell)) does not fit into \(scalar.rawValue)")
    case .string(let source):
      if let (text, length) = try bytes(source, &memory) {
        guard memchrZero(text, length) == nil else {
          throw wrong("the text holds a zero byte, where a string of C would end: declare a buffer")
        }
        address.storeBytes(of: text, as: UnsafeMutableRawPointer.self)
      }
      return 8
    case .buffer(let source):
      if let (text, length) = try bytes(source, &memory) {
        address.storeBytes(of: text, as: UnsafeMutableRawPointer.self)
        (address + 8).storeBytes(of: length, as: Int.self)
      }
      return 16
    case .structure: throw wrong("a struct in a struct")
    }
  }

  /// The bytes of a text with a zero behind them; nil: a null pointer.
  private func bytes(
    _ source: Source, _ memory: inout CallMemory
  ) throws(StageFailure) -> (UnsafeMutableRawPointer, Int)? {
    switch try input.cell(source, place) {
    case .null: return nil
    case .text(let text), .json(let text): return (memory.copy(text), text.utf8.count)
    case .bytes(let bytes): return (bytes.withUnsafeBytes { memory.copy($0) }, bytes.count)
    case let other: throw wrong("\(Self.brief(other)) is no text")
    }
  }

  private func memchrZero(_ text: UnsafeMutableRawPointer, _ length: Int) -> Int? {
    UnsafeRawBufferPointer(start: text, count: length).firstIndex(of: 0)
  }

  private func wrong(_ message: String) -> StageFailure {
    StageFailure(.failed, code: "function.argument", place: place, message: message)
  }

  private static func brief(_ cell: Cell) -> String {
    switch cell {
    case .i64(let number), .time(let number): "\(number)"
    case .f64(let number): "\(number)"
    case .bool(let truth): "\(truth)"
    case .null: "nothing"
    case .text, .bytes, .json: "a text"
    }
  }

  private static func size(of members: [Parameter]) -> Int {
    let widest = members.map(\.alignment).max() ?? 1
    return aligned(members.reduce(0) { aligned($0, $1.alignment) + $1.size }, widest)
  }

  private static func aligned(_ offset: Int, _ alignment: Int) -> Int {
    (offset + alignment - 1) / alignment * alignment
  }
}

extension Parameter {
  /// Bytes as a member of a struct.
  var size: Int {
    switch self {
    case .scalar(let scalar, _): scalar.size
    case .string, .structure: 8
    case .buffer: 16
    }
  }

  /// What its address is a multiple of.
  var alignment: Int { if case .scalar(let scalar, _) = self { scalar.size } else { 8 } }
}
