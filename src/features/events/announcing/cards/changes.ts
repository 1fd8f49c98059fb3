import { localDateOf } from '../../../../calendar/wall-clock.js';
import { actions, note, paragraph, quote } from '../../../../core/blocks.js';
import type { Language } from '../../../../core/language.js';
import type { Card } from '../../../../core/message.js';
import type { Instant } from '../../../../core/time.js';
import { cardIn } from '../../../../language/index.js';
import { bold, moment, whenText } from '../../cards/labels.js';
import { makingControls } from '../../making/controls.js';
import type { DueLack } from '../../rules/announcing.js';
import { isOver } from '../../rules/state.js';
import type { WholeEvent } from '../../store/index.js';
import { titleIn } from '../../text-of.js';
import type { Session } from '../../types.js';
import { voiceBlocks } from '../../voice/cards/voice.js';
import { answerButtons } from './announcement.js';
import { overnightFirst } from './overnight.js';

export type OfSession = WholeEvent & { readonly session: Session };

/** A session has another time. Somebody who is told by themselves gets buttons to answer again. */
export function movedCard({ session, ...whole }: OfSession, from: Instant, own: boolean, language: Language): Card {
  const { event, sessions } = whole;
  const title = titleIn(event, language);
  return cardIn(language, (say) => [
    paragraph(sessions.length === 1 ? say('events.moved.text', { title }) : say('events-making.changed.session-moved', { title })),
    {
      type: 'facts',
      items: [
        { label: say('events.moved.from'), value: [moment(from, event.zone, language)] },
        { label: say('events.moved.to'), value: whenText(session, event.zone, language) },
      ],
    },
    note(say(localDateOf(from, event.zone) === session.date ? 'events.moved.stays' : 'events.moved.answer')),
    own && actions(...answerButtons(whole, [language])),
  ]);
}

/** An event has one more session. */
export function sessionAddedCard({ event, session }: OfSession, language: Language): Card {
  return cardIn(language, (say) => [
    paragraph(say('events-making.changed.session-added', { title: titleIn(event, language) })),
    {
      type: 'facts',
      items: [{ label: say('events.fact.when'), value: whenText(session, event.zone, language) }],
    },
  ]);
}

/** One session is called off, and why; the others that are to come are held. */
export function sessionOffCard(
  { event, session, sessions }: OfSession,
  { reason, now }: { readonly reason: string | undefined; readonly now: Instant },
  language: Language,
): Card {
  return cardIn(language, (say) => [
    paragraph(say('events-making.changed.session-off', { title: titleIn(event, language) })),
    { type: 'facts', items: [{ label: say('events.fact.when'), value: whenText(session, event.zone, language) }] },
    ...(reason === undefined ? [] : [bold(say.plain('events.cancelled.reason')), quote([reason])]),
    !isOver(sessions, now) && note(say('events-making.changed.others-held')),
  ]);
}

/** An event takes place elsewhere; never where. */
export function elsewhereCard({ event }: WholeEvent, own: boolean, language: Language): Card {
  return cardIn(language, (say) => [
    paragraph(say('events-making.changed.elsewhere', { title: titleIn(event, language) })),
    note(say('events.reminder.where')),
    ...voiceBlocks(event, language),
    own && actions(makingControls.show.button(say.plain('events-making.button.show'), { id: event.id })),
  ]);
}

/** An event is called off, and why. */
export function cancelledCard({ event }: WholeEvent, language: Language): Card {
  return cardIn(language, (say) => [
    paragraph(say('events.cancelled.text', { title: titleIn(event, language) })),
    ...(event.cancelReason === null ? [] : [bold(say.plain('events.cancelled.reason')), quote([event.cancelReason])]),
  ]);
}

/** A draft could not be announced at its time. */
export function notAnnouncedCard(whole: WholeEvent, lack: DueLack, language: Language): Card {
  const { event } = whole;
  return cardIn(language, (say) => [
    paragraph(say(`events-making.not-announced.${lack}`, { title: titleIn(event, language) })),
    ...(lack === 'end' ? overnightFirst(whole, 'posted', language) : []),
    actions(makingControls.draft.button(say.plain('events.button.manage'), { id: event.id })),
  ]);
}
