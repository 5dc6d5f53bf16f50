import CHomeostasisPlugin

/// Where things stand in the block of an arena: the batch's head, its keys, its rows, their cells, and then all texts.
struct ArenaLayout {
  static let head = MemoryLayout<hs_records>.stride
  static let key = MemoryLayout<hs_str>.stride
  static let row = MemoryLayout<hs_record>.stride
  static let cell = MemoryLayout<hs_value>.stride

  let rows: Int
  let columns: Int

  var keysAt: Int { Self.head }
  var rowsAt: Int { keysAt + columns * Self.key }
  var cellsAt: Int { rowsAt + rows * Self.row }
  var textAt: Int { cellsAt + rows * columns * Self.cell }

  /// The layout of a batch of the other side.
  /// - Throws: for numbers above those of the contract.
  init(rows: Int, columns: Int) throws(BridgeFailure) {
    guard (0...RecordBatch.rowsAtMost).contains(rows), (0...RecordBatch.columnsAtMost).contains(columns) else {
      throw BridgeFailure(
        "\(rows) rows of \(columns) columns; at most \(RecordBatch.rowsAtMost) and \(RecordBatch.columnsAtMost)")
    }
    self.rows = rows
    self.columns = columns
  }

  /// The layout of a batch of this side, which may be larger.
  init(own rows: Int, columns: Int) {
    self.rows = rows
    self.columns = columns
  }

  func rowAt(_ index: Int) -> Int { rowsAt + index * Self.row }
  func cellAt(_ row: Int, _ column: Int) -> Int { cellsAt + (row * columns + column) * Self.cell }
}
