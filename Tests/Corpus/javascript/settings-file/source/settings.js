const fallback = { theme: 'light' };

function load(text) {
  return { ...fallback, ...JSON.parse(text) };
}

module.exports = { load };
