import { describe, expect, it } from 'vitest';
import { createDiscordPace } from '../../../adapters/discord/connect/pace.js';
import { createSlackPace } from '../../../adapters/slack/connect/pace.js';
import { createMemoryPace } from '../../../src/pace/memory.js';
import type { Traffic } from '../../../src/ports/pace.js';
import { createTestMetrics } from '../../support/metrics.js';

const REMINDERS = 5_000;

/** Both adapters' ways to a slot for one message to one conversation, on a clock that stands still. */
function platforms() {
  const waits: number[] = [];
  const sleep = async (ms: number) => void waits.push(ms);
  const pace = createMemoryPace({ now: () => 1_000_000 });
  const metrics = createTestMetrics();
  const slack = createSlackPace({ pace, sleep, metrics });
  const discord = createDiscordPace({ pace, sleep, metrics });
  return {
    waits,
    metrics,
    slack: {
      post: (to: number, traffic: Traffic = 'fan-out') => slack.acquire({ method: 'chat.postMessage', conversation: `D${to}`, traffic }),
      refused: (to: number, forMs: number) => slack.penalise('chat.postMessage', `D${to}`, forMs),
      perSecond: 4.83,
    },
    discord: {
      post: (to: number, traffic: Traffic = 'fan-out') => discord.slot(`POST /channels/${to}/messages`, { traffic, patienceMs: 1_500 }),
      refused: (to: number, forMs: number) => discord.refused(`POST /channels/${to}/messages`, { global: false, forMs }),
      perSecond: 48.78,
    },
  };
}

const later = (error: unknown) => (error instanceof Error && 'retryAfterMs' in error ? Number(error.retryAfterMs) : Number.NaN);

describe.each(['slack', 'discord'] as const)('%s', (platform) => {
  it(`answers at once while ${REMINDERS} reminders are due, which come back one after the other`, async () => {
    const made = platforms();
    const { post, perSecond } = made[platform];
    const back: number[] = [];
    for (let to = 1; to <= REMINDERS; to += 1) await post(to).catch((error: unknown) => back.push(later(error)));
    // What waits in place fills the patience and no more.
    expect(REMINDERS - back.length).toBeLessThanOrEqual(Math.ceil(perSecond * 1.5) + 2);
    expect(Math.max(...made.waits)).toBeLessThanOrEqual(1_500);
    expect(new Set(back).size).toBe(back.length);
    expect(back).toEqual(back.toSorted((a, b) => a - b));
    const seconds = ((back.at(-1) ?? 0) - (back[0] ?? 0)) / 1_000;
    expect(back.length / seconds / perSecond).toBeGreaterThan(0.97);
    made.waits.length = 0;
    await post(REMINDERS + 1, 'answer');
    expect(made.waits).toEqual([]);
    expect(made.metrics.told.waiting.every(([, route]) => route === 'pace')).toBe(true);
  });

  it('keeps one conversation’s rest from slowing another', async () => {
    const { slack, discord } = platforms();
    const { post, refused } = platform === 'slack' ? slack : discord;
    await refused(1, 60_000);
    expect(later(await post(1).catch((error: unknown) => error))).toBeGreaterThan(58_000);
    await post(2);
  });
});

it('Slack: a second conversation refused in the same minutes means all of them', async () => {
  const { slack } = platforms();
  await slack.refused(1, 60_000);
  await slack.refused(2, 60_000);
  expect(later(await slack.post(3).catch((error: unknown) => error))).toBeGreaterThan(58_000);
});
