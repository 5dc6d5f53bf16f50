// Products, what customers think of them, and finding them.

export const products = new Map([
  ["p-101", { name: "Desk lamp", price: 3900, stock: 40, tags: ["light", "office"] }],
  ["p-102", { name: "Floor lamp", price: 8900, stock: 12, tags: ["light", "living"] }],
  ["p-103", { name: "Oak desk", price: 24900, stock: 5, tags: ["furniture", "office"] }],
  ["p-104", { name: "Office chair", price: 17900, stock: 9, tags: ["furniture", "office"] }],
  ["p-105", { name: "Wool rug", price: 12900, stock: 7, tags: ["textile", "living"] }],
  ["p-106", { name: "Wall clock", price: 2900, stock: 25, tags: ["living"] }],
]);

/** What a list shows of a product. */
function summary([id, { name, price }]) {
  return { id, name, price };
}

/** Everything that a product's own page shows; undefined when there is no such product. */
export function details(id) {
  const product = products.get(id);
  return product && { ...summary([id, product]), tags: product.tags, available: product.stock > 0 };
}

/** Summaries of all products, or of those with a tag. */
export function everything(tag) {
  return [...products].filter(([, product]) => !tag || product.tags.includes(tag)).map(summary);
}

/** Summaries of the products whose name holds every word of the text. */
export function search(text) {
  const words = text.toLowerCase().split(/\s+/);
  return [...products]
    .filter(([, product]) => words.every((word) => product.name.toLowerCase().includes(word)))
    .map(summary);
}
