function sum(values) {
  const total = 0;
  for (const value of values) {
    total += value;
  }
  return total;
}

module.exports = { sum };
