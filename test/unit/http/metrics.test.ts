import { describe, expect, it } from 'vitest';
import { after } from '../../../src/core/time.js';
import { registerAgendaGauges } from '../../../src/http/agenda-gauges.js';
import { createHealthRoutes } from '../../../src/http/health.js';
import { createMetrics } from '../../../src/http/metrics.js';
import { createTestClock } from '../../support/clock.js';
import { openTestStore } from '../../support/store.js';

describe('metrics', () => {
  it('tell what happened, in seconds, by platform and kind', async () => {
    const { metrics, registry } = createMetrics();
    metrics.acknowledged('slack', 'command', 40);
    metrics.waiting('discord', 'POST /channels/:id/messages', 1500);
    metrics.delivery('coffee.invitation', 'slack', 'delivered');
    metrics.delivery('coffee.invitation', undefined, 'dropped');
    metrics.begun('coffee.match', 2500);
    metrics.begun('coffee.match', -3);
    metrics.problem('slack', 'token-revoked', true);
    metrics.watchPool(() => ({ total: 5, idle: 2, waiting: 1 }));
    const text = await registry.metrics();
    expect(text).toContain('mudhif_acknowledgement_seconds_bucket{le="0.05",platform="slack",interaction="command"} 1');
    expect(text).toContain('mudhif_acknowledgement_seconds_bucket{le="0.025",platform="slack",interaction="command"} 0');
    expect(text).toContain('mudhif_platform_waiting_seconds_sum{platform="discord",route="POST /channels/:id/messages"} 1.5');
    expect(text).toContain('mudhif_deliveries_total{kind="coffee.invitation",platform="slack",result="delivered"} 1');
    expect(text).toContain('mudhif_deliveries_total{kind="coffee.invitation",platform="none",result="dropped"} 1');
    expect(text).toContain('mudhif_agenda_begun_late_seconds_sum{kind="coffee.match"} 2.5');
    expect(text).toContain('mudhif_platform_problem{platform="slack",code="token-revoked"} 1');
    expect(text).toContain('mudhif_database_pool_connections{state="used"} 3');
    expect(text).toContain('nodejs_eventloop_lag_seconds');
    metrics.problem('slack', 'token-revoked', false);
    expect(await registry.metrics()).toContain('mudhif_platform_problem{platform="slack",code="token-revoked"} 0');
  });

  it('show what the agenda holds, and go on without it while the store is away', async () => {
    const store = await openTestStore();
    const clock = createTestClock();
    const { registry } = createMetrics();
    registerAgendaGauges(registry, store.engines, clock);
    for (const [key, dueAt] of [
      ['past', after(clock.now(), -3000)],
      ['now', clock.now()],
      ['later', after(clock.now(), 1)],
    ] as const) {
      await store.transaction(({ agenda }) => agenda.plan({ key, kind: 'test', payload: {}, dueAt }));
    }
    const text = await registry.metrics();
    expect(text).toContain('mudhif_agenda_rows_due 2');
    expect(text).toContain('mudhif_agenda_rows{state="planned"} 3');
    expect(text).toContain('mudhif_agenda_lateness_seconds 3');
    await store.close();
    const without = await registry.metrics();
    expect(without).toContain('nodejs_eventloop_lag_seconds');
    expect(without).toContain('mudhif_agenda_rows_due Nan');
  });
});

describe('readiness', () => {
  it('is false while the store, a platform or start-up is missing, and says which', async () => {
    const store = await openTestStore();
    const state = { slack: true, discord: true, started: true };
    const lines = { 'slack:rest': true, 'slack:socket': true, 'discord:rest': true, 'discord:gateway': true };
    const routes = createHealthRoutes({
      store: store.engines,
      origins: () => ['http://127.0.0.1:3000'],
      platforms: () => ({ slack: state.slack, discord: state.discord }),
      lines: () => lines,
      isStarted: () => state.started,
    });
    const ready = async () => {
      const response = await routes.request('/readyz', { headers: { host: '127.0.0.1:3000' } });
      return [response.status, ((await response.json()) as { away?: string[] }).away];
    };
    expect(await ready()).toEqual([200, undefined]);
    state.slack = false;
    expect(await ready()).toEqual([503, ['slack']]);
    state.slack = true;
    for (const line of ['slack:rest', 'slack:socket', 'discord:rest', 'discord:gateway'] as const) {
      lines[line] = false;
      expect(await ready()).toEqual([503, [line]]);
      lines[line] = true;
    }
    Object.assign(state, { slack: true, started: false });
    expect(await ready()).toEqual([503, ['started']]);
    state.started = true;
    await store.close();
    expect(await ready()).toEqual([503, ['store']]);
    expect((await routes.request('/healthz', { headers: { host: '127.0.0.1:3000' } })).status).toBe(200);
    for (const path of ['/healthz', '/readyz']) {
      expect((await routes.request(path, { headers: { host: 'evil.example' } })).status).toBe(421);
    }
  });
});
