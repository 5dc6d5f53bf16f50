function row(cells, width) {
  return cells.map((cell) => String(cell).padEnd(width)).join('|');
}

function table(header, rows) {
  const width = Math.max(...header.map((cell) => String(cell).length));
  const lines = [row(header, width)];
  for (const cells of rows) {
    lines.push(row(header, width));
  }
  return lines;
}

module.exports = { row, table };
