import CHomeostasisPlugin

extension RecordBatch {
  /// Gives schema, parent and cells of one row to `body`, piece by piece. Each piece tells how long it is, so that no two
  /// rows give the same bytes; id and time are left out.
  public func withContent(of row: Int, _ body: (UnsafeRawBufferPointer) -> Void) {
    let record = hs_row(records, row).pointee
    Self.give(records.pointee.schema, to: body)
    Self.give(record.parent, to: body)
    for column in 0..<records.pointee.key_count {
      var cell = record.values![column]
      withUnsafeBytes(of: &cell.kind, body)
      switch cell.kind {
      case HS_NULL: break
      case HS_TEXT, HS_BYTES, HS_JSON: Self.give(cell.text, to: body)
      default: withUnsafeBytes(of: &cell.i64, body)
      }
    }
  }

  private static func give(_ text: hs_str, to body: (UnsafeRawBufferPointer) -> Void) {
    withUnsafeBytes(of: text.len, body)
    body(text.bytes)
  }
}
