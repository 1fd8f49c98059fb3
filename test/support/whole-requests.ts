import { createServer, request } from 'node:http';

/** Stands in front of s3rver, which keeps what breaks off, also in place of what was whole: S3 takes a request whole or not at all. */
export async function wholeRequests(port: number): Promise<{ readonly port: number; readonly close: () => void }> {
  const server = createServer((asked, answer) => {
    const pieces: Buffer[] = [];
    asked.on('data', (piece: Buffer) => pieces.push(piece));
    asked.on('error', () => answer.destroy());
    asked.on('end', () => {
      if (!asked.complete) return;
      const { method, url: path, headers } = asked;
      const passed = request({ host: '127.0.0.1', port, method, path, headers }, (given) => {
        answer.writeHead(given.statusCode ?? 502, given.headers);
        given.pipe(answer);
      });
      passed.on('error', () => answer.destroy());
      passed.end(Buffer.concat(pieces));
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
