import type { MemberId } from '../../core/ids.js';
import type { Phrase } from '../../core/phrase.js';
import type { Context } from '../../feature-api/index.js';

/** What of all features still applies to somebody who is back. */
export async function stillApplies(context: Context, member: MemberId): Promise<readonly Phrase[]> {
  const phrases: Phrase[] = [];
  for (const { person } of context.features.all) phrases.push(...((await person.describeReturn?.(context, member)) ?? []));
  return phrases;
}
