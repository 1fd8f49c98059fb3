import type { Server } from 'node:http';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { METHOD_NAME_ALL } from 'hono/router';
import { SetupError } from '../core/errors.js';
import type { Logger } from '../ports/logger.js';
import { originOf } from './origins.js';

export interface HttpServer {
  /** Where it listens, with the port that was given or found. */
  readonly url: string;
  readonly port: number;
  /** What it answers, as `POST /api/messages`; without what looks at requests on their way. */
  readonly routes: readonly string[];
  close(): Promise<void>;
}

/** How long a sender may take for the head of a request and for all of it, and how often that is looked at, in milliseconds. */
export interface Patience {
  readonly headersMs: number;
  readonly requestMs: number;
  readonly lookMs: number;
}

/** Ten megabytes over a slow mobile line take minutes. */
const PATIENCE: Patience = { headersMs: 10_000, requestMs: 300_000, lookMs: 5_000 };

/** Connections at once; open streams of the browser chat are most of them. */
const CONNECTIONS = 5_000;

/**
 * Serves the routes on `host:port`, earlier ones first. Port 0 chooses a free port.
 * @throws {SetupError} If it cannot listen.
 */
export async function startHttp(options: {
  readonly host: string;
  readonly port: number;
  readonly routes: readonly Hono[];
  readonly logger: Logger;
  readonly patience?: Patience;
}): Promise<HttpServer> {
  const { headersMs, requestMs, lookMs } = options.patience ?? PATIENCE;
  const app = new Hono();
  // hono's own handler prints the whole error.
  app.onError((error, context) => {
    if (error instanceof HTTPException) return error.getResponse();
    options.logger.error({ path: context.req.routePath, error }, 'a web request failed');
    return context.text('Something went wrong here.', 500);
  });
  for (const routes of options.routes) app.route('/', routes);
  const answered = app.routes.filter(({ method }) => method !== METHOD_NAME_ALL).map(({ method, path }) => `${method} ${path}`);
  return new Promise((resolve, reject) => {
    const server = serve(
      {
        fetch: app.fetch,
        // Node takes an IPv6 address without the brackets of a URL.
        hostname: options.host.replace(/^\[|\]$/g, ''),
        port: options.port,
        serverOptions: { headersTimeout: headersMs, requestTimeout: requestMs, connectionsCheckingInterval: lookMs },
      },
      ({ port }) => {
        const url = `${originOf(options.host, port)}/`;
        resolve({ port, url, routes: [...new Set(answered)], close: () => closeServer(server as Server) });
      },
    );
    (server as Server).maxConnections = CONNECTIONS;
    server.once('error', (error: NodeJS.ErrnoException) => {
      const { host: where } = new URL(originOf(options.host, options.port));
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
