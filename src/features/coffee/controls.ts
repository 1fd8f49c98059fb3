import { NotFoundError } from '../../core/errors.js';
import type { MemberId } from '../../core/ids.js';
import { SELECT_OPTIONS_MAX } from '../../core/message.js';
import {
  type Context,
  dateField,
  defineControls,
  type IdCodec,
  member,
  numberId,
  organiser,
  textField,
  wordId,
} from '../../feature-api/index.js';
import { type MessageKey, phrase, speaker, wordsOf } from '../../language/index.js';
import { OUTCOMES } from './codes.js';
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
  join: member.button('joins, also into the round whose invitation is open'),
  back: member.button('ends a pause, and joins the round whose invitation is open'),
  leave: member.button('leaves the coffee chats; introductions already made go on'),
  in: member.button('takes part in the round; a member who never joined joins with it; too late, it holds from the next round', roundId),
  skip: member.button('skips the round; `in` takes it back until the matching', roundId),
  pause: member.button('pauses past this round and for four weeks at least', shownIn),
  'pause-until': member.menu('menu: `YYYY-MM-DD`, or `open` (until they come back)', SELECT_OPTIONS_MAX),
  'pause-date': member.form('the day until which the member pauses: `until`', {
    title: 'coffee.pause.form-title',
    submit: 'coffee.button.pause',
    fields: { until: dateField({ label: 'coffee.pause.form-date', required: true }) },
    errorsAt: 'until',
  }),
  volunteer: member.button('agrees to a second match when the number is odd', shownIn),
  'one-chat': member.button('no longer agrees to a second match'),
  avoid: member.button('puts a member on one’s private list', memberId),
  unavoid: member.menu('takes a member off that list; as a menu the value is the member’s number', SELECT_OPTIONS_MAX, memberOrValue),
  met: member.button(
    'they met; for a member of the match; can be corrected until the round closes, a first answer counts at any time',
    matchId,
  ),
  planned: member.button('they will meet; like `met`', matchId),
  'could-not': member.button('they could not meet; like `met`', matchId),
  'not-a-good-match': member.button('it was not a good match; like `met`', matchId),
  outcome: member.choiceMenu(
    'menu, for a member of the match: `contact`, `exchange`, `joint-activity`, `agreement`; only after `met`',
    { choices: OUTCOMES, choiceLabel: wordsOf('coffee.outcome') },
    matchId,
  ),
  later: member.choiceMenu(
    'menu of the second asking: the same, or `no-further`',
    {
      choices: [...OUTCOMES, 'no-further'],
      choiceLabel: (value, language) =>
        value === 'no-further' ? speaker(language).plain('coffee.follow-up.no-further') : wordsOf('coffee.outcome')(value, language),
    },
    matchId,
  ),
  note: member.form('for a member of the match: `note`, a sentence on what came of it', {
    id: matchId,
    title: 'coffee.check-in.note-title',
    fields: {
      note: noteField('coffee.check-in.note-label', 'coffee.check-in.note-hint'),
    },
    prepare: (context, { actor }, id) => withOwnNote(context, actor.id, id, (note) => ({ values: { note } })),
  }),
  tell: member.form('for a member of the match: `words`; tells the organisers of a match that was not good', {
    id: matchId,
    title: 'coffee.check-in.tell-title',
    submit: 'coffee.button.tell',
    fields: {
      words: noteField('coffee.check-in.tell-label', 'coffee.check-in.tell-hint'),
    },
    prepare: (context, { actor }, id) => withOwnNote(context, actor.id, id, (words) => ({ values: { words } })),
  }),
  start: organiser.button('says whom a round that starts now reaches, and asks'),
  'start-now': organiser.button('starts a round now; `pair`: people are matched at once', wordId(['invite', 'pair'])),
  'show-round': organiser.button('the open round'),
  date: organiser.form('the day of the next matching: `date`', {
    title: 'coffee-organisers.date.title',
    fields: { date: dateField({ label: 'coffee-organisers.date.label', hint: 'coffee-organisers.date.hint', required: true }) },
    errorsAt: 'date',
  }),
  'cancel-round': organiser.button('cancels a round in which nobody was matched yet', roundId),
});
