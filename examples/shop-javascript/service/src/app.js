// The routes: from a request to a status and a JSON document.

import { details, everything, products, search } from "./catalog.js";
import { CartError, place, quote } from "./checkout.js";

/** The request cannot be answered as it was asked: a status and the reason. */
class Rejected extends Error {
  constructor(status, reason) {
    super(reason);
    this.status = status;
  }
}

const routes = {
  "GET /healthz": () => ({ status: "ok", products: products.size }),
  "GET /products": (query) => ({ products: everything(query.get("tag")) }),
  "GET /search": (query) => {
    const text = query.get("q") ?? "";
    if (!text.trim()) {
      throw new Rejected(400, "say what to search for: ?q=lamp");
    }
    return { query: text, products: search(text) };
  },
  "POST /cart": (_query, body) => quote(body.items, body.coupon),
  "POST /checkout": (_query, body) => place(body),
};

function product(id) {
  const found = details(id);
  if (!found) {
    throw new Rejected(404, `there is no product ${id}`);
  }
  return found;
}

/** The JSON object in a request's body. */
function parse(body) {
  let document;
  try {
    document = JSON.parse(body || "{}");
  } catch (error) {
    throw new Rejected(400, `the body is not JSON: ${error.message}`);
  }
  if (document === null || typeof document !== "object" || Array.isArray(document)) {
    throw new Rejected(400, "the body has to be a JSON object");
  }
  return document;
}

function parseTarget(target) {
  try {
    return new URL(target, "http://shop");
  } catch {
    throw new Rejected(400, "the address cannot be read");
  }
}

/** The status and the document for one request. What is not foreseen goes up as an exception. */
export function answer(method, target, body) {
  try {
    const url = parseTarget(target);
    if (method === "GET" && url.pathname.startsWith("/products/")) {
      return [200, product(url.pathname.slice("/products/".length))];
    }
    const route = routes[`${method} ${url.pathname}`];
    if (!route) {
      throw new Rejected(404, `there is nothing at ${method} ${url.pathname}`);
    }
    return [200, route(url.searchParams, parse(body))];
  } catch (error) {
    if (error instanceof Rejected) {
      return [error.status, { error: error.message }];
    }
    if (error instanceof CartError) {
      return [422, { error: error.message }];
    }
    throw error;
  }
}
