import { InputError } from '../core/errors.js';
import type { BaseSettings, Settings } from '../core/settings.js';
import { type Clock, HOUR, MINUTE, SECOND } from '../core/time.js';
import { NO_SLOTS, reserveSlots, type SlotState } from '../kit/slots.js';
import { createTtlCache } from '../kit/ttl-cache.js';
import { type MessageKey, phrase } from '../language/index.js';
import type { Identity, Spending } from '../ports/chat.js';

/** What one person may do within a while. */
export interface Budgets {
  /** Spends one of each; returns what tells the person to wait if one of them is used up, and then spends none. */
  spend(person: Identity, spendings: readonly Spending[]): Promise<InputError | undefined>;
}

type Limit = { readonly windowMs: number; readonly refusal: MessageKey; readonly setting: keyof BaseSettings & `${string}Per${string}` };

const LIMITS: Readonly<Record<Spending, Limit>> = {
  command: { setting: 'commandsPerMinute', windowMs: MINUTE, refusal: 'dispatch.budget.commands' },
  click: { setting: 'clicksPerMinute', windowMs: MINUTE, refusal: 'dispatch.budget.clicks' },
  post: { setting: 'postsPerMinute', windowMs: MINUTE, refusal: 'dispatch.budget.posts' },
  upload: { setting: 'uploadsPerMinute', windowMs: MINUTE, refusal: 'dispatch.budget.uploads' },
  export: { setting: 'exportsPerHour', windowMs: HOUR, refusal: 'dispatch.budget.exports' },
};

/** People whose doings are remembered at once: a flood of new accounts fills no memory. */
const PEOPLE = 20_000;
/** How long settings are remembered, so that a flood does not read them each time. */
const SETTINGS_MS = 10 * SECOND;

/** Nobody is held back. */
export const noBudgets: Budgets = { spend: async () => undefined };

/**
 * Counts in the memory of this process: one process receives from a platform, and a restart forgives. Each account counts by
 * itself, because that is known before anything is read.
 */
export function createBudgets({ settings, clock }: { readonly settings: () => Promise<Settings>; readonly clock: Clock }): Budgets {
  const spent = createTtlCache<Partial<Record<Spending, SlotState>>>({ clock, ttlMs: HOUR, maxEntries: PEOPLE });
  const remembered = createTtlCache<Settings>({ clock, ttlMs: SETTINGS_MS, maxEntries: 1 });
  const current = async (): Promise<Settings> => {
    const known = remembered.get('');
    if (known) return known;
    const read = await settings();
    remembered.set('', read);
    return read;
  };

  return {
    async spend({ platform, space, user }, spendings) {
      if (spendings.length === 0) return undefined;
      const rates = await current();
      const key = JSON.stringify([platform, space, user]);
      const before = spent.get(key) ?? {};
      const now = clock.now();
      const limits = spendings.map((spending) => {
        const { setting, windowMs } = LIMITS[spending];
        return { shared: { calls: rates[setting], windowMs }, state: before[spending] ?? NO_SLOTS };
      });
      const { type, inMs, states } = reserveSlots(limits, { now, traffic: 'fan-out', patienceMs: 0 });
      if (type === 'go') {
        spent.set(key, { ...before, ...Object.fromEntries(spendings.map((spending, index) => [spending, states[index]])) });
        return undefined;
      }
      const scarce = spendings.find((_, index) => isUsedUp(limits[index], now)) ?? spendings[0];
      const refusal = scarce === undefined ? 'dispatch.budget.commands' : LIMITS[scarce].refusal;
      return new InputError('too much at once', phrase(refusal, { minutes: Math.max(1, Math.ceil(inMs / MINUTE)) }));
    },
  };
}

function isUsedUp(limit: Parameters<typeof reserveSlots>[0][number] | undefined, now: number): boolean {
  return limit !== undefined && reserveSlots([limit], { now, traffic: 'fan-out', patienceMs: 0 }).type === 'later';
}
