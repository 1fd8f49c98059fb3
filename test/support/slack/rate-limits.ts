import { between, type Instant } from '../../../src/core/time.js';
import { str } from './blocks.js';
import type { Arguments } from './method-tools.js';
import type { SlackOptions } from './server.js';

/** Slack's limits, as far as wanted. What it gives tells how many seconds a call has to wait, or 0. */
export function createRateLimits({
  clock,
  pace,
  tiers,
  postsPerMinute,
}: Pick<SlackOptions, 'clock' | 'pace' | 'tiers' | 'postsPerMinute'>) {
  const lastPost = new Map<string, Instant>();
  const recent = new Map<string, Instant[]>();
  return (method: string, tier: number, args: Arguments): number => {
    const now = clock.now();
    if (pace && method === 'chat.postMessage') {
      const channel = str(args['channel']);
      const posts = (recent.get(method) ?? []).filter((at) => between(at, now) < 60_000);
      if (postsPerMinute !== undefined && posts.length >= postsPerMinute)
        return Math.ceil((60_000 - between(posts[0] ?? now, now)) / 1_000);
      const last = lastPost.get(channel);
      if (last !== undefined && between(last, now) < 1_000) return Math.ceil((1_000 - between(last, now)) / 1_000);
      lastPost.set(channel, now);
      recent.set(method, [...posts, now]);
    }
    if (tiers && tier > 0) {
      const times = (recent.get(method) ?? []).filter((at) => between(at, now) < 60_000);
      if (times.length >= tier) return Math.ceil((60_000 - between(times[0] ?? now, now)) / 1_000);
      recent.set(method, [...times, now]);
    }
    return 0;
  };
}
