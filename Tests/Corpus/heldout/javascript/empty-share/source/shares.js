// What a page of statistics shows.

function share(part, whole) {
  return Math.round((part / whole) * 100);
}

function bar(part, whole, width = 20) {
  const filled = Math.round((share(part, whole) / 100) * width);
  return "#".repeat(filled) + ".".repeat(width - filled);
}

module.exports = { share, bar };
