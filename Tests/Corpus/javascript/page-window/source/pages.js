function pageCount(total, size) {
  return Math.floor(total / size);
}

function page(items, number, size) {
  const start = (number - 1) * size;
  return items.slice(start, start + size);
}

module.exports = { pageCount, page };
