import CFFI
import Glibc
public import Healing
import PluginBridge
import SystemCalls

/// A C function that was found, and is called as it was declared. A wrong declaration cannot be noticed here: C keeps no
/// signatures. So it is called in a process that may die.
public final class ForeignFunction {
  private typealias Entry = @convention(c) () -> Void

  private let declaration: FunctionDeclaration
  private let entry: Entry
  private let release: (@convention(c) (UnsafeMutableRawPointer) -> Void)?
  private let interface: UnsafeMutablePointer<ffi_cif>
  private let types: UnsafeMutablePointer<UnsafeMutablePointer<ffi_type>?>

  /// The most bytes of a returned text.
  public static let longestText = 65_536

  /// Loads the library into this process, for ever, and finds the function.
  public init(_ declaration: FunctionDeclaration) throws(StageFailure) {
    let library: DynamicLibrary
    do throws(DynamicLibraryFailure) { library = try DynamicLibrary(path: declaration.library) } catch {
      throw StageFailure(.invalid, code: "function.library", place: "/library", message: error.description)
    }
    self.declaration = declaration
    entry = unsafeBitCast(try Self.symbol(declaration.function, "/function", library), to: Entry.self)
    release = try declaration.release.map { name throws(StageFailure) in
      unsafeBitCast(
        try Self.symbol(name, "/release", library), to: (@convention(c) (UnsafeMutableRawPointer) -> Void).self)
    }
    let described = declaration.parameters.flatMap(\.described)
    types = .allocate(capacity: max(described.count, 1))
    for (index, type) in described.enumerated() { types[index] = type }
    interface = .allocate(capacity: 1)
    interface.initialize(to: ffi_cif())
    let status = ffi_prep_cif(
      interface, FFI_DEFAULT_ABI, UInt32(described.count), declaration.result.described, types)
    guard status == FFI_OK else {
      throw StageFailure(
        .invalid, code: "function.interface", place: "/arguments", message: "libffi cannot call such a function")
    }
  }

  deinit {
    interface.deallocate()
    types.deallocate()
  }

  private static func symbol(
    _ name: String, _ place: String, _ library: DynamicLibrary
  ) throws(StageFailure) -> UnsafeMutableRawPointer {
    if let symbol = library.symbol(name) { return symbol }
    throw StageFailure(
      .invalid, code: "function.symbol", place: place, message: "the library does not export \(name)")
  }

  /// Calls it with columns of these records.
  /// - Throws: `function.absent` when a record lacks a column, `function.argument` when a value has not the declared
  ///   form, `function.answer` when a returned text is no UTF-8 or too long.
  public func call(_ input: FunctionInput) throws(StageFailure) -> FunctionAnswer {
    var memory = CallMemory()
    var places: [UnsafeMutableRawPointer?] = []
    for (index, parameter) in declaration.parameters.enumerated() {
      let writer = ArgumentWriter(input: input, place: "argument \(index + 1)")
      try writer.write(parameter, &memory, &places)
    }
    // Whole numbers come back widened to a register, whatever their declared width.
    let result = memory.block(16)
    ffi_call(interface, entry, result, &places)
    return try answer(result)
  }

  private func answer(_ place: UnsafeMutableRawPointer) throws(StageFailure) -> FunctionAnswer {
    let word = place.load(as: UInt64.self)
    switch declaration.result {
    case .string: return .text(try text(place.load(as: UnsafeMutableRawPointer?.self)))
    case .scalar(let scalar):
      switch scalar {
      case .bool: return .bool(UInt8(truncatingIfNeeded: word) != 0)
      case .i8: return .integer(Int64(Int8(truncatingIfNeeded: word)))
      case .i16: return .integer(Int64(Int16(truncatingIfNeeded: word)))
      case .i32: return .integer(Int64(Int32(truncatingIfNeeded: word)))
      case .i64: return .integer(Int64(bitPattern: word))
      case .u8: return .unsigned(UInt64(UInt8(truncatingIfNeeded: word)))
      case .u16: return .unsigned(UInt64(UInt16(truncatingIfNeeded: word)))
      case .u32: return .unsigned(UInt64(UInt32(truncatingIfNeeded: word)))
      case .u64: return .unsigned(word)
      case .f32: return .fraction(Double(place.load(as: Float.self)))
      case .f64: return .fraction(place.load(as: Double.self))
      }
    }
  }

  private func text(_ pointer: UnsafeMutableRawPointer?) throws(StageFailure) -> String? {
    guard let pointer else { return nil }
    defer { release?(pointer) }
    let length = strnlen(pointer.assumingMemoryBound(to: CChar.self), Self.longestText + 1)
    guard length <= Self.longestText else {
      throw wrong("the returned text has more than \(Self.longestText) bytes")
    }
    let bytes = UnsafeRawBufferPointer(start: pointer, count: length)
    guard let text = String(validating: bytes, as: UTF8.self) else { throw wrong("the returned text is not UTF-8") }
    return text
  }

  private func wrong(_ message: String) -> StageFailure {
    StageFailure(.failed, code: "function.answer", place: declaration.function, message: message)
  }
}

extension ReturnType {
  var described: UnsafeMutablePointer<ffi_type> {
    switch self {
    case .scalar(let scalar): scalar.described
    case .string: ffi_address()
    }
  }
}

extension Parameter {
  /// The types of its places in the function.
  var described: [UnsafeMutablePointer<ffi_type>] {
    switch self {
    case .scalar(let scalar, _): [scalar.described]
    case .string, .structure: [ffi_address()]
    case .buffer: [ffi_address(), ffi_u64()]
    }
  }
}
