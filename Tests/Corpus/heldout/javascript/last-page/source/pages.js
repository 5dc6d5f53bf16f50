// Pages of a list.

function pageCount(items, size) {
  return Math.floor(items / size);
}

function page(list, number, size) {
  const last = pageCount(list.length, size);
  const wanted = Math.min(Math.max(number, 1), Math.max(last, 1));
  return { number: wanted, last, items: list.slice((wanted - 1) * size, wanted * size) };
}

module.exports = { pageCount, page };
