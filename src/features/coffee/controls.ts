import { NotFoundError } from '../../core/errors.js';
import type { MatchId, MemberId, RoundId } from '../../core/ids.js';
import { button, dateField, defineControls, form, type IdCodec, menu, numberId, textField } from '../../feature-api/index.js';
import { type MessageKey, phrase } from '../../language/index.js';
import { FEATURE } from './keys.js';
import { NOTE_MAX, ownMatch, tidyNote } from './own-match.js';

const command = '/coffee status';
const roundId = numberId<RoundId>(() => new NotFoundError('not a round', phrase('coffee.error.no-round', { command })));
const matchId = numberId<MatchId>(() => new NotFoundError('not a match', phrase('coffee.error.not-your-match', { command })));
export const memberId = numberId<MemberId>(() => new NotFoundError('not a member', phrase('coffee.error.no-member')));

/** The round in whose message the button is shown, if any; the handler takes the open round. */
const shownIn: IdCodec<RoundId | undefined> = { encode: (round) => round ?? 0, decode: () => undefined };

/** The member of a button; a menu brings the member as its value instead. */
const memberOrValue: IdCodec<MemberId | undefined> = {
  encode: (member) => member ?? 0,
  decode: (text) => (text === '0' ? undefined : memberId.decode(text)),
};

/** A note that is too long is cut rather than refused, so that nobody loses what they wrote. */
function noteField(label: MessageKey, hint: MessageKey) {
  return textField({ label, hint, multiline: true, max: NOTE_MAX, tidy: tidyNote });
}

/** Coffee's buttons, menus and forms. Old messages keep theirs for years (docs/action-ids.md). */
export const controls = defineControls(FEATURE, {
  join: button({ access: 'member' }),
  back: button({ access: 'member' }),
  leave: button({ access: 'member' }),
  in: button({ access: 'member', id: roundId }),
  skip: button({ access: 'member', id: roundId }),
  pause: button({ access: 'member', id: shownIn }),
  'pause-until': menu({ access: 'member' }),
  'pause-date': form({
    access: 'member',
    title: 'coffee.pause.form-title',
    submit: 'coffee.button.pause',
    fields: { until: dateField({ label: 'coffee.pause.form-date', required: true }) },
    errorsAt: 'until',
  }),
  volunteer: button({ access: 'member', id: shownIn }),
  'one-chat': button({ access: 'member' }),
  avoid: button({ access: 'member', id: memberId }),
  unavoid: menu({ access: 'member', id: memberOrValue }),
  met: button({ access: 'member', id: matchId }),
  planned: button({ access: 'member', id: matchId }),
  'could-not': button({ access: 'member', id: matchId }),
  'not-a-good-match': button({ access: 'member', id: matchId }),
  outcome: menu({ access: 'member', id: matchId }),
  later: menu({ access: 'member', id: matchId }),
  note: form({
    access: 'member',
    id: matchId,
    title: 'coffee.check-in.note-title',
    submit: 'common.save',
    fields: {
      note: noteField('coffee.check-in.note-label', 'coffee.check-in.note-hint'),
    },
    prepare: async (context, { actor }, id) => {
      const { note } = (await ownMatch(context, actor.id, id)).seat;
      return note === null ? {} : { values: { note } };
    },
  }),
  tell: form({
    access: 'member',
    id: matchId,
    title: 'coffee.check-in.tell-title',
    submit: 'coffee.button.tell',
    fields: {
      words: noteField('coffee.check-in.tell-label', 'coffee.check-in.tell-hint'),
    },
    prepare: async (context, { actor }, id) => {
      const { note } = (await ownMatch(context, actor.id, id)).seat;
      return note === null ? {} : { values: { words: note } };
    },
  }),
  start: button({ access: 'organiser' }),
  date: form({
    access: 'organiser',
    title: 'coffee-organisers.date.title',
    submit: 'common.save',
    fields: { date: dateField({ label: 'coffee-organisers.date.label', hint: 'coffee-organisers.date.hint', required: true }) },
    errorsAt: 'date',
  }),
  'cancel-round': button({ access: 'organiser', id: roundId }),
});
