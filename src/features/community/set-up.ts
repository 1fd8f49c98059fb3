import type { Actor } from '../../core/access.js';
import type { Settings } from '../../core/settings.js';
import type { Instant } from '../../core/time.js';
import type { Context, DynamicValues } from '../../feature-api/index.js';
import { changeSettings } from '../../settings/index.js';
import { communitySection } from './settings.js';

/** The fact that tells since when the community is set up. */
export const SETUP_FACT = 'community.set-up-at';

/**
 * Saves the answers of the guided set-up. Running it again changes the settings and nothing else. Throws a `SettingsError`
 * where an answer does not go with what is set elsewhere; then the community is no more set up than before.
 */
export function setUp(context: Context, actor: Actor, values: DynamicValues): Promise<Settings> {
  return context.atomically(async (inside) => {
    const { sections } = inside.features;
    const settings = await changeSettings(
      asSetUp(inside),
      actor,
      (before) => {
        const wanted = communitySection.forms.setup.read(values, communitySection.of(before));
        return Object.assign({}, wanted, ...sections.map(({ setup }) => setup?.apply(before, values, wanted) ?? {}));
      },
      'community.setup',
    );
    await noteSetUp(inside, inside.now);
    await inside.features.firstStepDone(inside);
    return settings;
  });
}

/** Handlers of changed settings ask whether the community is set up. They are told yes before it is noted. */
function asSetUp(inside: Context): Context {
  const features = { ...inside.features, isSetUp: async () => true };
  const context: Context = { ...inside, features, atomically: (work) => work(context) };
  return context;
}

/** Notes since when the community is set up. */
export async function noteSetUp({ community }: Pick<Context, 'community'>, at: Instant): Promise<void> {
  await community.saveFact(SETUP_FACT, String(at));
}

export async function isSetUp({ community }: Pick<Context, 'community'>): Promise<boolean> {
  return (await community.fact(SETUP_FACT)) !== undefined;
}
