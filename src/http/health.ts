import { Hono } from 'hono';
import type { Registry } from 'prom-client';
import { guardHostName, guardOrigin } from '../../adapters/web/index.js';
import type { Platform } from '../ports/chat.js';
import type { Store } from '../ports/store.js';
import { LOOPBACK } from './origins.js';

export interface HealthDependencies {
  readonly store: Store;
  /** The platforms that this process serves, and whether each is connected. */
  readonly platforms: () => Readonly<Partial<Record<Platform, boolean>>>;
  /** The parts of their connections, as `slack:socket`, and whether each works. */
  readonly lines?: () => Readonly<Record<string, boolean>>;
  /** Whether start-up is complete. */
  readonly isStarted: () => boolean;
  /** Requests that name another host are refused. */
  readonly origins: () => readonly string[];
}

/**
 * `/healthz`: the process answers. `/readyz`: 200 if it works; 503 with the missing parts if the store or a platform is not
 * reachable.
 */
export function createHealthRoutes({ store, platforms, lines = () => ({}), isStarted, origins }: HealthDependencies): Hono {
  const guard = guardOrigin(origins);
  return new Hono()
    .use('/healthz', guard)
    .use('/readyz', guard)
    .get('/healthz', (c) => c.json({ status: 'ok' }))
    .get('/readyz', async (c) => {
      const reachable = await store.autocommit.community.settings().then(
        () => true,
        () => false,
      );
      const connected = platforms();
      const parts = { started: isStarted(), store: reachable, ...connected, ...lines() };
      const away = Object.entries(parts).flatMap(([part, there]) => (there ? [] : [part]));
      const ready = away.length === 0;
      return c.json({ status: ready ? 'ready' : 'not ready', ...(ready ? {} : { away }), ...parts }, ready ? 200 : 503);
    });
}

/** `/metrics` for Prometheus, on a port of its own that only this machine reaches. */
export function createMetricsRoutes(registry: Registry): Hono {
  return new Hono()
    .use(guardHostName(LOOPBACK))
    .get('/metrics', async (c) => c.text(await registry.metrics(), 200, { 'content-type': registry.contentType }));
}
