import TraceGrammar

/// One of the streams in a file: the file itself, or what a container wrote to one of its two.
struct SubStream {
  var joiner: TraceJoiner
  /// A line that the container's runtime wrote in pieces.
  private var piece: [UInt8] = []
  /// Where the first piece stands.
  private var pieceStart: Int64?
  /// Up to here its lines were told before a restart.
  let told: Int64

  init(_ finder: TraceFinder, told: Int64) {
    joiner = TraceJoiner(finder)
    self.told = told
  }

  /// The whole line when this one or its last piece is in `line`; nil while pieces are missing.
  mutating func whole(_ line: ContainerLine, _ place: Range<Int64>) -> ([UInt8], Range<Int64>)? {
    guard line.isPartial || pieceStart != nil else { return (line.content, place) }
    let start = pieceStart ?? place.lowerBound
    piece.append(contentsOf: line.content.prefix(LineSplitter.limit - piece.count))
    pieceStart = line.isPartial ? start : nil
    guard !line.isPartial else { return nil }
    defer { piece = [] }
    return (piece, start..<place.upperBound)
  }

  /// Where the first line stands that is part of nothing told yet; nil when there is none.
  var pendingStart: Int64? { joiner.pendingStart ?? pieceStart }
}
