import type { Server } from 'node:http';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { SetupError } from '../core/errors.js';

export interface HttpServer {
  /** Where it listens, with the port that was given or found. */
  readonly url: string;
  readonly port: number;
  close(): Promise<void>;
}

/**
 * Serves the routes on `host:port`, earlier ones first. Port 0 chooses a free port.
 * @throws {SetupError} If it cannot listen.
 */
export async function startHttp(options: {
  readonly host: string;
  readonly port: number;
  readonly routes: readonly Hono[];
}): Promise<HttpServer> {
  const app = new Hono();
  for (const routes of options.routes) app.route('/', routes);
  return new Promise((resolve, reject) => {
    const server = serve({ fetch: app.fetch, hostname: options.host, port: options.port }, ({ port }) => {
      resolve({ port, url: `http://${options.host}:${port}/`, close: () => closeServer(server as Server) });
    });
    server.once('error', (error: NodeJS.ErrnoException) => {
      const where = `${options.host}:${options.port}`;
      const key = error.code === 'EADDRINUSE' ? 'cli.port-taken' : 'cli.cannot-listen';
      reject(new SetupError(`cannot listen on ${where}: ${error.code ?? error.message}`, { key, values: { where } }, { cause: error }));
    });
  });
}

/** Closes open connections too, because open streams would keep the server alive. */
function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
