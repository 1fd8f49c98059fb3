import { connect } from 'node:net';
import { join } from 'node:path';
import { folderOf } from './find.js';
import { type Server, startServer } from './server.js';

/** Enough for every test file to have one of its own. */
const DATABASES = 4096;

/** A Redis that a test may kill, stop, restart and empty. It keeps nothing over a restart unless `keep`. */
export function startRedis({ keep = false }: { readonly keep?: boolean } = {}): Promise<Server> {
  return startServer({
    name: 'redis',
    neverRoot: false,
    signals: { orderly: 'SIGTERM', quick: 'SIGKILL' },
    command: (port) => [
      join(folderOf('redis') ?? '', 'redis-server'),
      ...`--port ${port} --bind 127.0.0.1 --databases ${DATABASES} --appendonly ${keep ? 'yes' : 'no'} --save`.split(' '),
      '',
    ],
    url: (port) => `redis://127.0.0.1:${port}`,
    answers: ping,
  });
}

function ping(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => socket.write('PING\r\n'));
    const done = (answer: boolean) => {
      socket.destroy();
      resolve(answer);
    };
    socket.once('data', (data) => done(data.toString().startsWith('+PONG')));
    socket.once('error', () => done(false));
    socket.setTimeout(1000, () => done(false));
  });
}
