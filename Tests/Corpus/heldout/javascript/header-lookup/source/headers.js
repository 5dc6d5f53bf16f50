// Headers of a request, as a server gets them.

function header(headers, name) {
  return headers[name];
}

function mediaType(headers) {
  const [type] = header(headers, "Content-Type").split(";");
  return type.trim();
}

function acceptsJson(headers) {
  const accept = header(headers, "accept") ?? "*/*";
  return accept.includes("json") || accept.includes("*/*");
}

module.exports = { header, mediaType, acceptsJson };
