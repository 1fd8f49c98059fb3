import { InputError } from '../../core/errors.js';
import type { MemberId } from '../../core/ids.js';
import { type Settings, settingsSchema } from '../../core/settings.js';
import type { Clock } from '../../core/time.js';
import { phrase } from '../../language/index.js';
import type { Logger } from '../../ports/logger.js';
import type { Repositories, Store } from '../../ports/store.js';

/** Called in the transaction that changes the settings: a feature plans anew what hangs on them. What it throws undoes the change. */
export type SettingsHook = (repositories: Repositories, change: { readonly before: Settings; readonly after: Settings }) => Promise<void>;

export interface SettingsDependencies {
  readonly store: Store;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly settingsHooks?: readonly SettingsHook[];
}

/** The community's settings: typed, checked as a whole, and each change in the audit log. */
export function createSettings({ store, clock, logger, settingsHooks = [] }: SettingsDependencies) {
  return {
    current: (): Promise<Settings> => store.autocommit.community.settings(),

    /**
     * Changes the fields that are told; `change` may work them out from what is set now. A change that changes nothing
     * leaves no trace. Throws an `InputError` that names the field that can't be so.
     */
    update: (
      actor: MemberId,
      change: Partial<Settings> | ((before: Settings) => Partial<Settings>),
      action = 'settings.change',
    ): Promise<Settings> =>
      store.transaction(async (repositories) => {
        const before = await repositories.community.settings();
        const after = checkSettings({ ...before, ...(typeof change === 'function' ? change(before) : change) });
        const details = changedFields(before, after);
        if (Object.keys(details).length === 0) return before;
        await repositories.community.saveSettings(after);
        await repositories.audit.append({ at: clock.now(), actor, action, details });
        for (const hook of settingsHooks) await hook(repositories, { before, after });
        logger.info({ fields: Object.keys(details) }, 'settings changed');
        return after;
      }),
  };
}

function checkSettings(wanted: Settings): Settings {
  const parsed = settingsSchema.safeParse(wanted);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const field = issue?.path.map(String).join('.') ?? '';
    throw new InputError(`settings: ${field} is ${issue?.code}`, phrase('community.error.setting'));
  }
  return parsed.data;
}

/** What changed, for the audit log: codes and numbers as they are, of people's words and of lists only that, or how many. */
function changedFields(before: Settings, after: Settings): Record<string, string | number | boolean> {
  const result: Record<string, string | number | boolean> = {};
  for (const key of Object.keys(after) as (keyof Settings)[]) {
    if (JSON.stringify(before[key]) === JSON.stringify(after[key])) continue;
    result[key] = summary(key, after);
  }
  return result;
}

function summary(key: keyof Settings, settings: Settings): string | number | boolean {
  switch (key) {
    case 'timezone':
      return settings.timezone;
    case 'languages':
    case 'workingWeek':
    case 'sectors':
      return settings[key].join(' ');
    case 'workingHours':
    case 'quietHours':
      return `${settings[key].start}–${settings[key].end}`;
    case 'blackouts':
    case 'outages':
      return settings[key].length;
    case 'channels':
      return Object.entries(settings.channels)
        .flatMap(([platform, channels]) => Object.entries(channels).map(([purpose, channel]) => `${platform}:${purpose}=${channel}`))
        .join(' ');
    case 'coffee':
      return Object.values(settings.coffee.cadence).join(' ');
    case 'name':
      return true;
    default:
      return key satisfies never;
  }
}
