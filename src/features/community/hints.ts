import type { Phrase } from '../../core/phrase.js';
import type { Context } from '../../feature-api/index.js';

/** What the features point to, in their order, at the end of the set-up or below the community's settings. */
export function hintsAt({ features }: Pick<Context, 'features'>, place: 'setup' | 'settings'): readonly Phrase[] {
  return features.all.flatMap(({ hints }) => hints?.[place] ?? []);
}
