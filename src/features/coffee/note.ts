import { InputError } from '../../core/errors.js';
import type { MemberId } from '../../core/ids.js';
import { type Context, tellChannel } from '../../feature-api/index.js';
import { phrase } from '../../language/index.js';
import { ORGANISERS } from './channel.js';
import { type Answer, ownMatch, saveSeat, tidyNote } from './own-match.js';
import type { MatchId } from './types.js';

/** Saves a note in the member's own words; an empty one removes the last one. */
export async function saveNote(context: Context, member: MemberId, id: MatchId, text: string): Promise<Answer> {
  return saveSeat(context, await ownMatch(context, member, id), member, { note: tidyNote(text) || null });
}

/** Tells the organisers once of a match that was not good, because the member wants it. Throws an `InputError` for any other match. */
export async function tellOrganisers(context: Context, member: MemberId, id: MatchId, text: string): Promise<Answer> {
  const answer = await ownMatch(context, member, id);
  if (answer.seat.checkIn !== 'not-a-good-match') throw new InputError('nothing to tell', phrase('coffee.error.nothing-to-tell'));
  const saved = await saveSeat(context, answer, member, { note: tidyNote(text) || null });
  await tellChannel(context, ORGANISERS, { key: `coffee:told:${id}:${member}`, kind: 'coffee.told', args: { match: id, member } });
  return saved;
}
