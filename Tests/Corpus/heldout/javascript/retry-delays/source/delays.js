// When a failed request is tried again.

function delays(count, first = 100, longest = 1000) {
  const found = [];
  for (let attempt = 1; attempt <= count; attempt++) {
    found.push(Math.min(first * 2 ** attempt, longest));
  }
  return found;
}

function total(count) {
  return delays(count).reduce((sum, delay) => sum + delay, 0);
}

module.exports = { delays, total };
