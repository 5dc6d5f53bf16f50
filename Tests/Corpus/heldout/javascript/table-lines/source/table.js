// A table in a text: names in the first line, values below.

function parse(text) {
  const [head, ...lines] = text.split("\n");
  const names = head.split(",").map((name) => name.trim());
  return lines.map((line) => {
    const values = line.split(",");
    return Object.fromEntries(names.map((name, index) => [name, values[index].trim()]));
  });
}

function column(text, name) {
  return parse(text).map((row) => row[name]);
}

module.exports = { parse, column };
