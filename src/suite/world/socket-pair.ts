import { type Duplex, duplexPair } from 'node:stream';
import { connectionReset } from './connection-reset.ts';

interface SocketPair {
  /** What a client takes for a socket. */
  readonly client: ReturnType<typeof asSocket>;
  /** The other end of it. */
  readonly server: Duplex;
  /** Ends the connection as a network does that breaks. */
  reset(): void;
}

/** Two ends of a connection that never leaves this process. */
export function socketPair(): SocketPair {
  const [client, server] = duplexPair();
  client.on('close', () => server.destroy());
  server.on('error', () => {});
  return { client: asSocket(client), server, reset: () => client.destroy(connectionReset()) };
}

interface SocketMembers {
  /** Emits `timeout` after so many milliseconds; 0 for never. */
  setTimeout(milliseconds: number, callback?: () => void): unknown;
}

/** With what the code of clients asks of a socket. Its time-out goes by the timers that the client lives by. */
function asSocket(duplex: Duplex) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const socket: Duplex & SocketMembers = Object.assign(duplex, {
    connecting: false,
    encrypted: true,
    authorized: true,
    remoteAddress: '127.0.0.1',
    setTimeout(milliseconds: number, callback?: () => void) {
      clearTimeout(timer);
      if (callback) duplex.once('timeout', callback);
      if (milliseconds > 0) timer = setTimeout(() => duplex.emit('timeout'), milliseconds);
      return socket;
    },
    setKeepAlive: () => socket,
    setNoDelay: () => socket,
    ref: () => socket,
    unref: () => socket,
  });
  duplex.on('close', () => clearTimeout(timer));
  return socket;
}
