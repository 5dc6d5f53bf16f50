// Settings of a user over those of the team.

function merge(base, over) {
  const result = { ...base };
  for (const [key, value] of Object.entries(over)) {
    if (typeof value === "object" && !Array.isArray(value)) {
      result[key] = merge(base[key] ?? {}, value);
    } else {
      result[key] = value;
    }
  }
  return result;
}

module.exports = { merge };
