import { connect, createServer, type Socket } from 'node:net';

/**
 * `well`: passes everything on. `busy`: answers 503. `silent`: never answers. `cut-in`, `cut-out`: hangs up after some bytes of what goes
 * to the server, or comes from it.
 */
export type Stumbling = 'well' | 'busy' | 'silent' | 'cut-in' | 'cut-out';

/** After so many bytes of one connection it hangs up. */
const CUT_AFTER = 200_000;
const BUSY = 'HTTP/1.1 503 Service Unavailable\r\ncontent-length: 0\r\nconnection: close\r\n\r\n';

/** Stands in front of a server of this machine and stumbles as it is told. */
export async function stumblingProxy(port: number): Promise<{ readonly port: number; mode: Stumbling; readonly close: () => void }> {
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = connect(port, '127.0.0.1');
    let [went, came, hasAnswered] = [0, 0, false];
    const end = () => {
      client.destroy();
      upstream.destroy();
    };
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', end);
      socket.on('close', end);
    }
    client.on('data', (bytes) => {
      went += bytes.length;
      if (hasAnswered) return;
      if (proxy.mode === 'busy') {
        hasAnswered = true;
        client.end(BUSY);
      } else if (proxy.mode === 'cut-in' && went > CUT_AFTER) end();
      else if (proxy.mode !== 'silent') upstream.write(bytes);
    });
    upstream.on('data', (bytes) => {
      came += bytes.length;
      if (proxy.mode === 'cut-out' && came > CUT_AFTER) end();
      else if (proxy.mode !== 'silent') client.write(bytes);
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  const proxy: { readonly port: number; mode: Stumbling; readonly close: () => void } = {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    mode: 'well',
    close() {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  };
  return proxy;
}
