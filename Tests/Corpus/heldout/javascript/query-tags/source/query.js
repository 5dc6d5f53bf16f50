// The filters of a search page: ?tag=new&tag=red&sort=price

function parse(query) {
  const found = {};
  for (const [name, value] of new URLSearchParams(query)) {
    if (name in found) {
      found[name] = [].concat(found[name], value);
    } else {
      found[name] = value;
    }
  }
  return found;
}

function tags(query) {
  const { tag } = parse(query);
  if (tag === undefined) {
    return [];
  }
  return tag.map((word) => word.toLowerCase()).sort();
}

module.exports = { parse, tags };
