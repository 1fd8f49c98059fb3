import { NotFoundError } from '../../core/errors.js';
import type { MemberId } from '../../core/ids.js';
import {
  button,
  type Context,
  dateField,
  defineControls,
  form,
  type IdCodec,
  menu,
  numberId,
  textField,
  wordId,
} from '../../feature-api/index.js';
import { type MessageKey, phrase } from '../../language/index.js';
import { FEATURE } from './keys.js';
import { NOTE_MAX, ownMatch, tidyNote } from './own-match.js';
import type { MatchId, RoundId } from './types.js';

const command = '/coffee status';
const roundId = numberId<RoundId>(() => new NotFoundError('not a round', phrase('coffee.error.no-round', { command })));
const matchId = numberId<MatchId>(() => new NotFoundError('not a match', phrase('coffee.error.not-your-match', { command })));
export const memberId = numberId<MemberId>(() => new NotFoundError('not a member', phrase('coffee.error.no-member')));

/** The round in whose message the button is shown, if any; the handler takes the open round. */
const shownIn: IdCodec<RoundId | undefined> = { shape: 'any', encode: (round) => round ?? 0, decode: () => undefined };

/** The member of a button; a menu brings the member as its value instead. */
const memberOrValue: IdCodec<MemberId | undefined> = {
  shape: 'a number or 0',
  encode: (member) => member ?? 0,
  decode: (text) => (text === '0' ? undefined : memberId.decode(text)),
};

/** A note that is too long is cut rather than refused, so that nobody loses what they wrote. */
function noteField(label: MessageKey, hint: MessageKey) {
  return textField({ label, hint, multiline: true, max: NOTE_MAX, tidy: tidyNote });
}

/** The contents of a form that shows what the member wrote about the match before, if they did. */
async function withOwnNote<C>(
  context: Context,
  member: MemberId,
  match: MatchId,
  contents: (note: string) => C,
): Promise<C | { readonly values?: never }> {
  const { note } = (await ownMatch(context, member, match)).seat;
  return note === null ? {} : contents(note);
}

/** Coffee's buttons, menus and forms. Old messages keep theirs for years (docs/action-ids.md). */
export const controls = defineControls(FEATURE, {
  join: button({ about: 'joins, also into the round whose invitation is open', access: 'member' }),
  back: button({ about: 'ends a pause, and joins the round whose invitation is open', access: 'member' }),
  leave: button({ about: 'leaves the coffee chats; introductions already made go on', access: 'member' }),
  in: button({
    about: 'takes part in the round; a member who never joined joins with it; too late, it holds from the next round',
    access: 'member',
    id: roundId,
  }),
  skip: button({ about: 'skips the round; `in` takes it back until the matching', access: 'member', id: roundId }),
  pause: button({ about: 'pauses past this round and for four weeks at least', access: 'member', id: shownIn }),
  'pause-until': menu({ about: 'menu: `YYYY-MM-DD`, or `open` (until they come back)', access: 'member' }),
  'pause-date': form({
    about: 'the day until which the member pauses: `until`',
    access: 'member',
    title: 'coffee.pause.form-title',
    submit: 'coffee.button.pause',
    fields: { until: dateField({ label: 'coffee.pause.form-date', required: true }) },
    errorsAt: 'until',
  }),
  volunteer: button({ about: 'agrees to a second match when the number is odd', access: 'member', id: shownIn }),
  'one-chat': button({ about: 'no longer agrees to a second match', access: 'member' }),
  avoid: button({ about: 'puts a member on one’s private list', access: 'member', id: memberId }),
  unavoid: menu({ about: 'takes a member off that list; as a menu the value is the member’s number', access: 'member', id: memberOrValue }),
  met: button({
    about: 'they met; for a member of the match; can be corrected until the round closes, a first answer counts at any time',
    access: 'member',
    id: matchId,
  }),
  planned: button({ about: 'they will meet; like `met`', access: 'member', id: matchId }),
  'could-not': button({ about: 'they could not meet; like `met`', access: 'member', id: matchId }),
  'not-a-good-match': button({ about: 'it was not a good match; like `met`', access: 'member', id: matchId }),
  outcome: menu({
    about: 'menu, for a member of the match: `contact`, `exchange`, `joint-activity`, `agreement`; only after `met`',
    access: 'member',
    id: matchId,
  }),
  later: menu({ about: 'menu of the second asking: the same, or `no-further`', access: 'member', id: matchId }),
  note: form({
    about: 'for a member of the match: `note`, a sentence on what came of it',
    access: 'member',
    id: matchId,
    title: 'coffee.check-in.note-title',
    fields: {
      note: noteField('coffee.check-in.note-label', 'coffee.check-in.note-hint'),
    },
    prepare: (context, { actor }, id) => withOwnNote(context, actor.id, id, (note) => ({ values: { note } })),
  }),
  tell: form({
    about: 'for a member of the match: `words`; tells the organisers of a match that was not good',
    access: 'member',
    id: matchId,
    title: 'coffee.check-in.tell-title',
    submit: 'coffee.button.tell',
    fields: {
      words: noteField('coffee.check-in.tell-label', 'coffee.check-in.tell-hint'),
    },
    prepare: (context, { actor }, id) => withOwnNote(context, actor.id, id, (words) => ({ values: { words } })),
  }),
  start: button({ about: 'says whom a round that starts now reaches, and asks', access: 'organiser' }),
  'start-now': button({
    about: 'starts a round now; `pair`: people are matched at once',
    access: 'organiser',
    id: wordId(['invite', 'pair']),
  }),
  'show-round': button({ about: 'the open round', access: 'organiser' }),
  date: form({
    about: 'the day of the next matching: `date`',
    access: 'organiser',
    title: 'coffee-organisers.date.title',
    fields: { date: dateField({ label: 'coffee-organisers.date.label', hint: 'coffee-organisers.date.hint', required: true }) },
    errorsAt: 'date',
  }),
  'cancel-round': button({ about: 'cancels a round in which nobody was matched yet', access: 'organiser', id: roundId }),
});
