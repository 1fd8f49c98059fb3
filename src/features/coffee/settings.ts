import { z } from 'zod';
import { InputError } from '../../core/errors.js';
import type { MemberId } from '../../core/ids.js';
import { type CoffeeSettings, coffeeSettingsSchema, type Settings } from '../../core/settings.js';
import { phrase } from '../../language/index.js';
import type { CoffeeDependencies } from './coffee.js';
import type { Rounds } from './rounds.js';
import { longestInvitation } from './rules/timeline.js';

export type CoffeeSettingsChange = Partial<Omit<CoffeeSettings, 'weights'>> & { readonly weights?: Partial<CoffeeSettings['weights']> };

export function createSettingsEditor({ store, clock }: Pick<CoffeeDependencies, 'store' | 'clock'>, rounds: Rounds) {
  /**
   * Changes the coffee settings and plans the next round anew, in one transaction. Throws an `InputError` where a value
   * is out of its range, and for an invitation that would go out before the round before has had its time.
   */
  async function change(organiser: MemberId, wanted: CoffeeSettingsChange): Promise<Settings> {
    return store.transaction(async (r) => {
      const before = await r.community.settings();
      const parsed = coffeeSettingsSchema.safeParse({
        ...before.coffee,
        ...wanted,
        weights: { ...before.coffee.weights, ...wanted.weights },
      });
      if (!parsed.success) throw new InputError(z.prettifyError(parsed.error), phrase('coffee-organisers.error.settings'));
      const coffee = parsed.data;
      const most = longestInvitation(coffee.cadence);
      if (coffee.invitationDays > most) {
        throw new InputError('invitation too early', phrase('coffee-organisers.error.invitation-days', { most }));
      }
      const settings = { ...before, coffee };
      await r.community.saveSettings(settings);
      const details = changedFields(before.coffee, coffee);
      if (Object.keys(details).length > 0) {
        await r.audit.append({ at: clock.now(), actor: organiser, action: 'settings.change', details: { area: 'coffee', ...details } });
      }
      await rounds.plan(r, clock.now());
      return settings;
    });
  }

  return { change };
}

function changedFields(before: CoffeeSettings, after: CoffeeSettings): Record<string, string | number | boolean> {
  const flat = ({ weights, cadence, ...rest }: CoffeeSettings): Record<string, string | number | boolean> => ({
    ...rest,
    ...weights,
    cadence: Object.values(cadence).join(' '),
  });
  const old = flat(before);
  return Object.fromEntries(Object.entries(flat(after)).filter(([name, value]) => old[name] !== value));
}
