'use strict';
// Runs first in every Node.js process of a program, by NODE_OPTIONS: CommonJS without dependencies, for old versions too.
//
// An agent of the program's own, undici, and fetch before Node.js 24 ignore the proxy of the environment. Their TLS
// connections to the hosts of the kit go through the proxy here; connections without TLS are refused.

const { syncBuiltinESMExports } = require('node:module');
const net = require('node:net');
const { Duplex } = require('node:stream');
const tls = require('node:tls');

const { EXTERNAL_CONNECTION_TESTKIT_PROXY: proxyUrl, EXTERNAL_CONNECTION_TESTKIT_HOSTS: list = '' } = process.env;
const hosts = list.split(',').filter(Boolean);

const connectTls = tls.connect;
const connectSocket = net.Socket.prototype.connect;

if (proxyUrl && hosts.length > 0) {
  const { hostname: host, port } = new URL(proxyUrl);
  tls.connect = connectTlsBy({ host, port: Number(port) });
  net.Socket.prototype.connect = connectOthers;
  syncBuiltinESMExports();
}

function connectTlsBy(proxy) {
  return function connect(...args) {
    const options = optionsOf(args);
    const host = emulatedHost(options);
    if (!host || options.socket) return connectTls.apply(this, args);
    const { socket, tunnel } = tunnelTo(`${host}:${options.port || 443}`, proxy);
    const callback = args.filter((argument) => typeof argument === 'function').pop();
    const secure = connectTls.call(this, { servername: host, ...options, socket: tunnel }, callback);
    // An agent lets an idle connection not keep the process running.
    secure.ref = () => socket.ref() && secure;
    secure.unref = () => socket.unref() && secure;
    return secure;
  };
}

function connectOthers(...args) {
  const options = optionsOf(Array.isArray(args[0]) ? args[0] : args);
  const host = emulatedHost(options);
  if (!host) return connectSocket.apply(this, args);
  const reason = 'a connection without TLS, or one that goes round the proxy, is refused. Use https.';
  process.nextTick(() => this.destroy(new Error(`external-connection-testkit: ${host}:${options.port}: ${reason}`)));
  return this;
}

/** A stream to a host through the proxy: what is written before the tunnel stands waits. */
function tunnelTo(target, proxy) {
  const socket = connectSocket.call(new net.Socket(), proxy);
  const waiting = [];
  let head = Buffer.alloc(0);
  let isOpen = false;
  const whenOpen = (action) => (isOpen ? action() : waiting.push(action));
  const tunnel = new Duplex({
    read: () => socket.resume(),
    write: (chunk, _, done) => whenOpen(() => socket.write(chunk, done)),
    final: (done) => whenOpen(() => socket.end(done)),
    destroy(error, done) {
      socket.destroy();
      done(error);
    },
  });
  const receive = (chunk) => chunk.length > 0 && !tunnel.push(chunk) && socket.pause();
  socket.write(`CONNECT ${target} HTTP/1.1\r\nHost: ${target}\r\n\r\n`);
  socket.on('data', (chunk) => {
    if (isOpen) return receive(chunk);
    head = Buffer.concat([head, chunk]);
    const end = head.indexOf('\r\n\r\n');
    if (end < 0) return;
    isOpen = String(head).startsWith('HTTP/1.1 200');
    if (!isOpen) return tunnel.destroy(new Error(String(head.subarray(end + 4)).trim() || 'The proxy refused.'));
    receive(head.subarray(end + 4));
    for (const action of waiting.splice(0)) action();
  });
  socket.on('end', () => tunnel.push(null));
  socket.on('error', (error) => tunnel.destroy(error));
  socket.on('close', () => tunnel.destroy());
  return { socket, tunnel };
}

/** The options of a connect, which may begin with a port and a host. */
function optionsOf([first, second, ...others]) {
  if (typeof first === 'object' && first !== null) return first;
  const options = [second, ...others].find((argument) => typeof argument === 'object' && argument !== null);
  return { ...options, port: first, ...(typeof second === 'string' && { host: second }) };
}

/** The name of the host of a connection, where it is one of the kit's. */
function emulatedHost({ host, servername, path }) {
  if (path || typeof host !== 'string') return undefined;
  // An address that was looked up before: the handshake names the host.
  const name = (net.isIP(host) && servername ? String(servername) : host).toLowerCase().replace(/\.$/, '');
  return hosts.some((known) => name === known || name.endsWith(`.${known}`)) ? name : undefined;
}
