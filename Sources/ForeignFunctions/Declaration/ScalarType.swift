import CFFI
import PluginBridge

/// A number or truth value as C has it, by its width.
public enum ScalarType: String, Sendable, Hashable, CaseIterable {
  case i8, i16, i32, i64, u8, u16, u32, u64, f32, f64, bool
}

extension ScalarType {
  /// Bytes that one takes, which is also what its address is a multiple of.
  var size: Int {
    switch self {
    case .i8, .u8, .bool: 1
    case .i16, .u16: 2
    case .i32, .u32, .f32: 4
    case .i64, .u64, .f64: 8
    }
  }

  /// Whether it has a fractional part.
  public var isFraction: Bool { self == .f32 || self == .f64 }

  var described: UnsafeMutablePointer<ffi_type> {
    switch self {
    case .i8: ffi_i8()
    case .i16: ffi_i16()
    case .i32: ffi_i32()
    case .i64: ffi_i64()
    case .u8, .bool: ffi_u8()
    case .u16: ffi_u16()
    case .u32: ffi_u32()
    case .u64: ffi_u64()
    case .f32: ffi_f32()
    case .f64: ffi_f64()
    }
  }

  /// Writes a value where C will read it. False, and nothing written, when the value has no such form or does not fit.
  func store(_ cell: Cell, at place: UnsafeMutableRawPointer) -> Bool {
    switch (self, cell) {
    case (.bool, .bool(let truth)): store(UInt8(truth ? 1 : 0), place)
    case (.bool, .i64(let number)): store(UInt8(number == 0 ? 0 : 1), place)
    case (.f32, .f64(let number)): store(Float(number), place)
    case (.f32, .i64(let number)): store(Float(number), place)
    case (.f64, .f64(let number)): store(number, place)
    case (.f64, .i64(let number)): store(Double(number), place)
    case (_, .i64(let number)), (_, .time(let number)): integer(number, place)
    case (_, .bool(let truth)) where !isFraction: integer(truth ? 1 : 0, place)
    default: false
    }
  }

  private func integer(_ number: Int64, _ place: UnsafeMutableRawPointer) -> Bool {
    switch self {
    case .i8: store(Int8(exactly: number), place)
    case .i16: store(Int16(exactly: number), place)
    case .i32: store(Int32(exactly: number), place)
    case .i64: store(number, place)
    case .u8: store(UInt8(exactly: number), place)
    case .u16: store(UInt16(exactly: number), place)
    case .u32: store(UInt32(exactly: number), place)
    case .u64: store(UInt64(exactly: number), place)
    case .f32, .f64, .bool: false
    }
  }

  private func store<T>(_ value: T?, _ place: UnsafeMutableRawPointer) -> Bool {
    guard let value else { return false }
    place.storeBytes(of: value, as: T.self)
    return true
  }
}
