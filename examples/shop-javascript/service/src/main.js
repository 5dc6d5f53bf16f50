// HTTP on a lent or an own listening socket, ended in good order by SIGTERM.

import http from "node:http";
import net from "node:net";

import { answer } from "./app.js";

const LAST_REQUEST_MS = 5000;
const LARGEST_BODY = 1 << 20;

let isDraining = false;

function log(level, text) {
  process.stderr.write(`${new Date().toISOString()} ${level} shop ${text}\n`);
}

/** The request as it came, so that it can be sent again. */
function remember(request, body) {
  const names = request.rawHeaders.filter((_, index) => index % 2 === 0);
  const headers = names.map((name, index) => [name, request.rawHeaders[2 * index + 1]]);
  return { method: request.method, target: request.url, headers, body };
}

async function respond(request, response) {
  const chunks = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size <= LARGEST_BODY) {
      chunks.push(chunk);
    }
  }
  const body = Buffer.concat(chunks).toString();
  let status;
  let document;
  try {
    [status, document] = answer(request.method, request.url, body);
  } catch (error) {
    [status, document] = [500, { error: "internal error" }];
    const failing = JSON.stringify(remember(request, body));
    log("ERROR", `${request.method} ${request.url} failed\n${error.stack}\nfailing-request: ${failing}`);
  }
  const text = JSON.stringify(document);
  response.shouldKeepAlive = response.shouldKeepAlive && !isDraining;
  response.writeHead(status, { "Content-Type": "application/json", "Content-Length": Buffer.byteLength(text) });
  response.end(text);
  log("INFO", `${request.method} ${request.url} ${status}`);
}

const server = http.createServer({ keepAliveTimeout: 30_000 }, (request, response) => {
  respond(request, response).catch(() => response.destroy()); // The client went away.
});

/** Accepts no more; every connection may finish what it has begun, and send one more request. */
function stop() {
  isDraining = true;
  net.Server.prototype.close.call(server, () => log("INFO", "finished")); // http's own would cut idle connections.
  setTimeout(() => server.closeIdleConnections(), LAST_REQUEST_MS).unref();
}

process.on("SIGTERM", stop);
process.on("SIGINT", stop);

const isLent = process.env.LISTEN_PID === String(process.pid) && Number(process.env.LISTEN_FDS) >= 1;
const [host, port] = (process.env.SHOP_LISTEN ?? "127.0.0.1:8080").split(":");
server.listen(isLent ? { fd: 3 } : { host, port: Number(port) }, () => {
  const address = server.address();
  log("INFO", `serving on ${address.address}:${address.port}`);
});
