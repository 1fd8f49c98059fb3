import type { Actor } from '../../core/access.js';
import { InputError } from '../../core/errors.js';
import type { Phrase } from '../../core/phrase.js';
import type { Settings } from '../../core/settings.js';
import type { Context, DynamicValues } from '../../feature-api/index.js';
import { phrase } from '../../language/index.js';
import { changeSettings } from '../../settings/index.js';
import { platformName } from '../members/public.js';
import { type ChannelsPage, isChoosable, purposesOn } from './channels-form.js';

const FAULTS = {
  missing: 'people.channels.error-missing',
  open: 'people.channels.error-open',
  'no-access': 'people.channels.error-no-access',
  unknown: 'people.channels.error-unknown',
} as const;

/**
 * Binds purposes to channels of a platform; a purpose without a name goes back to the usual channel. Each channel is looked up on the
 * platform first, so this runs outside a transaction.
 * @returns What saves the choice, or what is wrong by purpose.
 * @throws {InputError} For a platform on which no channels can be chosen.
 */
export async function chooseChannels(
  context: Context,
  actor: Actor,
  { platform, page }: ChannelsPage,
  values: DynamicValues,
): Promise<{ readonly save: (inside: Context) => Promise<Settings> } | { readonly faults: Readonly<Record<string, Phrase>> }> {
  if (!isChoosable(context, platform)) throw new InputError('no such platform', phrase('dispatch.button-unknown'));
  const names = purposesOn(context.features, page).map(({ name }) => name);
  const wanted = names.flatMap((name): [string, string][] => {
    const channel = values[name];
    return typeof channel === 'string' && channel !== '' ? [[name, channel]] : [];
  });
  const before = (await context.community.settings()).channels[platform] ?? {};
  const faults: Record<string, Phrase> = {};
  for (const [purpose, channel] of wanted) {
    // A channel that is set already may be out of reach for the moment; this change is not at fault.
    if (channel === before[purpose]) continue;
    const found = await context.platforms.checkChannel(platform, purpose, channel);
    if (found !== 'usable') faults[purpose] = phrase(FAULTS[found], { channel, platform: platformName(platform, actor.language) });
  }
  if (Object.keys(faults).length > 0) return { faults };
  const change = ({ channels }: Settings): Partial<Settings> => {
    const others = Object.entries(channels[platform] ?? {}).filter(([purpose]) => !names.includes(purpose));
    const chosen = new Map([...others, ...wanted]);
    const ordered = [...context.features.purposes.map(({ name }) => name), ...chosen.keys()];
    const entries = [...new Set(ordered)].flatMap((name) => (chosen.has(name) ? [[name, chosen.get(name)] as const] : []));
    return { channels: { ...channels, [platform]: Object.fromEntries(entries) as Record<string, string> } };
  };
  return { save: (inside) => changeSettings(inside, actor, change) };
}
