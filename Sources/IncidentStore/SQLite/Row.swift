import CSQLite
import Healing

/// The current row of a running statement; columns count from 0.
struct Row {
  fileprivate let handle: OpaquePointer

  init(handle: OpaquePointer) { self.handle = handle }

  func isNull(_ column: Int32) -> Bool { sqlite3_column_type(handle, column) == SQLITE_NULL }

  func integer(_ column: Int32) -> Int64 { sqlite3_column_int64(handle, column) }

  func count(_ column: Int32) -> Int { Int(integer(column)) }

  func bool(_ column: Int32) -> Bool { integer(column) != 0 }

  func real(_ column: Int32) -> Double { sqlite3_column_double(handle, column) }

  func time(_ column: Int32) -> Timestamp { Timestamp(nanoseconds: integer(column)) }

  func optionalTime(_ column: Int32) -> Timestamp? { isNull(column) ? nil : time(column) }

  /// What is not UTF-8 is repaired, as everywhere in Swift; the store itself writes UTF-8 only.
  func text(_ column: Int32) -> String {
    guard let start = sqlite3_column_text(handle, column) else { return "" }
    return String(decoding: UnsafeBufferPointer(start: start, count: length(column)), as: UTF8.self)
  }

  func optionalText(_ column: Int32) -> String? { isNull(column) ? nil : text(column) }

  func bytes(_ column: Int32) -> [UInt8] {
    guard let start = sqlite3_column_blob(handle, column) else { return [] }
    return [UInt8](UnsafeRawBufferPointer(start: start, count: length(column)))
  }

  private func length(_ column: Int32) -> Int { Int(sqlite3_column_bytes(handle, column)) }
}
