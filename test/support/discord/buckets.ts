import { DISCORD_LIMITS } from './limits.js';

export interface RateLimits {
  /** Posts to one channel within the window. Discord's own are about 5 in 5 s; a new fake is generous. */
  readonly posts: { readonly limit: number; readonly windowMs: number };
  /** Deletions of messages in one channel; generous unless told. Discord has a separate, higher limit for them: about 5 in 1 s. */
  readonly deletions?: { readonly limit: number; readonly windowMs: number };
  /** All requests but those of interactions, each second. */
  readonly perSecond: number;
}

export const GENEROUS: RateLimits = { posts: { limit: 1_000, windowMs: 1_000 }, perSecond: DISCORD_LIMITS.requestsPerSecond };

export interface Verdict {
  readonly headers: Readonly<Record<string, string>>;
  /** Seconds to wait; undefined: go on. */
  readonly retryAfter?: number;
  readonly global?: boolean;
}

/** Counts requests on the machine's own clock, since the SDK waits on that one too, unless it is told to go by another. */
export function createBuckets(
  limits: () => RateLimits,
  clock: () => number = () => performance.now(),
): (bucket: string | undefined, exempt: boolean) => Verdict {
  const windows = new Map<string, { start: number; used: number }>();
  const use = (name: string, windowMs: number): { used: number; resetMs: number } => {
    const now = clock();
    let window = windows.get(name);
    if (!window || now - window.start >= windowMs) {
      window = { start: now, used: 0 };
      windows.set(name, window);
    }
    window.used += 1;
    return { used: window.used, resetMs: window.start + windowMs - now };
  };
  return (bucket, exempt) => {
    if (!exempt) {
      const { used, resetMs } = use('global', 1_000);
      if (used > limits().perSecond)
        return { headers: { 'x-ratelimit-global': 'true', 'x-ratelimit-scope': 'global' }, retryAfter: resetMs / 1_000, global: true };
    }
    if (bucket === undefined) return { headers: {} };
    const { posts, deletions = GENEROUS.posts } = limits();
    const { limit, windowMs } = bucket.startsWith('delete-message:') ? deletions : posts;
    const { used, resetMs } = use(bucket, windowMs);
    const headers = {
      'x-ratelimit-limit': String(limit),
      'x-ratelimit-remaining': String(Math.max(0, limit - used)),
      'x-ratelimit-reset': String((Date.now() + resetMs) / 1_000),
      'x-ratelimit-reset-after': String(resetMs / 1_000),
      'x-ratelimit-bucket': bucket.split(':')[0] ?? bucket,
      'x-ratelimit-scope': 'user',
    };
    return used > limit ? { headers, retryAfter: resetMs / 1_000 } : { headers };
  };
}
