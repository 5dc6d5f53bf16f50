/// Figures in columns for a reader.
struct FigureTable {
  let figures: [Figure]
  let colored: Bool

  var text: String {
    let header = ["FIGURE", "VALUE", "UNIT", "PEER", "PEER'S VALUE", "RATIO"]
    let rows = figures.map { figure in
      [
        figure.name, Self.number(figure.value), figure.unit, figure.peer.isEmpty ? "-" : figure.peer,
        figure.peerValue.map(Self.number) ?? "-", figure.ratio.map(Self.number) ?? "-",
      ]
    }
    let widths = header.indices.map { column in ([header] + rows).map { $0[column].count }.max() ?? 0 }
    let lines = ([header] + rows).enumerated().map { number, row in
      let line = zip(row.indices, row).map { column, cell in Self.padded(cell, to: widths[column], column) }
        .joined(separator: "  ")
      return number == 0 && colored ? "\u{1B}[1m\(line)\u{1B}[0m" : line
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// Numbers stand to the right, words to the left.
  private static func padded(_ cell: String, to width: Int, _ column: Int) -> String {
    let space = String(repeating: " ", count: width - cell.count)
    return [1, 4, 5].contains(column) ? space + cell : cell + space
  }

  /// Three digits that count, and thousands kept whole.
  static func number(_ value: Double) -> String {
    if value == 0 { return "0" }
    let size = abs(value)
    if size >= 1000 { return "\(Int64(value.rounded()))" }
    let places = size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : size >= 0.1 ? 3 : 4
    let scale = (0..<places).reduce(1.0) { scale, _ in scale * 10 }
    let scaled = Int64((size * scale).rounded())
    let (whole, rest) = scaled.quotientAndRemainder(dividingBy: Int64(scale))
    let digits = String(rest)
    let fraction = places == 0 ? "" : "." + String(repeating: "0", count: places - digits.count) + digits
    return "\(value < 0 ? "-" : "")\(whole)\(fraction)"
  }
}
