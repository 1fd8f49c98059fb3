import { Hono } from 'hono';
import type { Registry } from 'prom-client';
import type { Platform } from '../ports/chat.js';
import type { Store } from '../ports/store.js';

export interface HealthDependencies {
  readonly store: Store;
  /** The platforms that this process is to serve, and whether each is there. */
  readonly platforms: () => Readonly<Partial<Record<Platform, boolean>>>;
  /** Whether everything that start-up begins has begun. */
  readonly isStarted: () => boolean;
  readonly registry: Registry;
}

/**
 * `/healthz`: the process answers. `/readyz`: it also does its work; 503, and what is away, while the store or a platform
 * does not answer. `/metrics`: Prometheus.
 */
export function createHealthRoutes({ store, platforms, isStarted, registry }: HealthDependencies): Hono {
  return new Hono()
    .get('/healthz', (c) => c.json({ status: 'ok' }))
    .get('/readyz', async (c) => {
      const reachable = await store.autocommit.community.settings().then(
        () => true,
        () => false,
      );
      const connected = platforms();
      const parts = { started: isStarted(), store: reachable, ...connected };
      const away = Object.entries(parts).flatMap(([part, there]) => (there ? [] : [part]));
      const ready = away.length === 0;
      return c.json({ status: ready ? 'ready' : 'not ready', ...(ready ? {} : { away }), ...parts }, ready ? 200 : 503);
    })
    .get('/metrics', async (c) => c.text(await registry.metrics(), 200, { 'content-type': registry.contentType }));
}
