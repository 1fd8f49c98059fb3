import { actions, card, heading, note, paragraph, quote } from '../../../../core/blocks.js';
import type { Language } from '../../../../core/language.js';
import type { Block, Card } from '../../../../core/message.js';
import type { Instant } from '../../../../core/time.js';
import { cardIn, formatLocalDate, speaker } from '../../../../language/index.js';
import { asLabel } from '../../../members/public.js';
import { moment } from '../../cards/labels.js';
import type { MeetingsAround } from '../../store/index.js';
import { titleIn } from '../../text-of.js';
import type { CommunityEvent, EventId, Note } from '../../types.js';
import type { ActionAnswer, NotedAction, OpenActions } from '../actions.js';
import { minutesControls as controls } from '../controls.js';
import type { SavedNote } from '../note.js';
import { shortWords, whoAndWhen } from './lines.js';

const ACTIONS_SHOWN = 20;

/** After somebody noted something. */
export function notedCard({ event, note: id, organisation }: SavedNote, language: Language): Card {
  const title = titleIn(event, language);
  return cardIn(language, (say) => [
    paragraph(
      organisation === undefined
        ? say('events-minutes.saved-nobody', { title })
        : say('events-minutes.saved', { title, name: organisation }),
    ),
    actions(
      controls.note.button(say.plain('events-minutes.button.another'), { id: event.id }),
      controls['note-withdraw'].button(say.plain('events-minutes.button.withdraw'), { id }),
    ),
  ]);
}

/** One sentence, and the way back to the note form. */
export function withdrawnCard(event: EventId, language: Language): Card {
  return cardIn(language, (say) => [
    paragraph(say('events-minutes.withdrawn')),
    actions(controls.note.button(say.plain('events-minutes.button.note'), { id: event })),
  ]);
}

export function correctionCard(event: CommunityEvent, language: Language): Card {
  return card(language, paragraph(speaker(language)('events-minutes.corrected-thanks', { title: titleIn(event, language) })));
}

/** In the thread: there is a draft, or the minutes are approved. */
export function draftThereCard(event: CommunityEvent, until: Instant, language: Language): Card {
  const values = { title: titleIn(event, language), until: moment(until, event.zone, language) };
  return cardIn(language, (say) => [
    paragraph(say('events-minutes.thread.draft', values)),
    actions(
      minutesButton(event.id, 'minutes', language),
      controls['minutes-correct'].button(say.plain('events-minutes.button.correct'), { id: event.id }),
    ),
  ]);
}

export function approvedCard(event: CommunityEvent, language: Language): Card {
  const title = titleIn(event, language);
  return card(
    language,
    paragraph(speaker(language)('events-minutes.thread.approved', { title })),
    actions(minutesButton(event.id, 'minutes', language)),
  );
}

/** Tells organisers that the correction round is over. */
export function correctionsOverCard(event: CommunityEvent, count: number, language: Language): Card {
  const title = titleIn(event, language);
  return card(
    language,
    paragraph(speaker(language)('events-minutes.ready', { title, count })),
    actions(minutesButton(event.id, 'minutes', language)),
  );
}

export function minutesButton(event: EventId, word: 'minutes' | 'previous', language: Language) {
  return controls.minutes.button(speaker(language).plain(`events-minutes.button.${word}`), { id: { event, page: 0 } });
}

/** The way to a meeting's notes or minutes, and to those of last time; what is being written is shown to organisers only. */
export function meetingButtons(event: EventId, { minutes, previous }: MeetingsAround, organiser: boolean, language: Language) {
  const isOpen = (minutes?.state ?? 'open') === 'open';
  return [
    ...(isOpen ? [controls.note.button(speaker(language).plain('events-minutes.button.note'), { id: event })] : []),
    ...(organiser || !isOpen ? [minutesButton(event, 'minutes', language)] : []),
    ...(previous && (organiser || previous.state !== 'open') ? [minutesButton(previous.event, 'previous', language)] : []),
  ];
}

/** Asks whether an action is done: the member who does it, or organisers. */
export function actionAskedCard(event: CommunityEvent, action: Note, reader: 'own' | 'organisers', language: Language): Card {
  const title = titleIn(event, language);
  const { who } = whoAndWhen(action, language);
  return cardIn(language, (say) => [
    paragraph(reader === 'own' ? say('events-minutes.asked.own', { title }) : say('events-minutes.asked.organisers', { title, who })),
    quote([action.words]),
    answerActions(action, language),
  ]);
}

function answerActions({ id }: Note, language: Language): Block {
  const say = speaker(language);
  return actions(
    controls['action-done'].button(say.plain('events-minutes.button.done'), { id, style: 'primary' }),
    controls['action-later'].button(say.plain('events-minutes.button.later'), { id }),
    controls['action-not'].button(say.plain('events-minutes.button.not'), { id }),
  );
}

export function answeredCard({ note: action }: NotedAction, answer: ActionAnswer, language: Language): Card {
  const date = action.dueOn === null ? '' : formatLocalDate(action.dueOn, language);
  return cardIn(language, (say) => [
    paragraph(answer === 'later' ? say('events-minutes.answered.later', { date }) : say(`events-minutes.answered.${answer}`)),
  ]);
}

/** All open actions, for organisers. */
export function actionsCard({ actions: open }: OpenActions, language: Language): Card {
  const shown = open.slice(0, ACTIONS_SHOWN);
  return cardIn(language, (say) => [
    heading(say('events-minutes.actions.title')),
    shown.length === 0
      ? paragraph(say('events-minutes.actions.none'))
      : {
          type: 'list',
          items: shown.map(({ note: action, event }) =>
            say('events-minutes.actions.line', {
              words: shortWords(action),
              ...whoAndWhen(action, language),
              title: titleIn(event, language),
            }),
          ),
        },
    open.length > shown.length && note(say('events-minutes.actions.more', { count: open.length - shown.length })),
    shown.length > 0 &&
      actions(
        controls['action-which'].menu({
          label: say.plain('events-minutes.actions.choose'),
          options: shown.map(({ note: action }) => ({ value: String(action.id), label: asLabel(shortWords(action)) })),
        }),
      ),
  ]);
}

/** What goes with a file. */
export function fileCard(title: string, language: Language): Card {
  return card(language, paragraph(speaker(language)('events-minutes.file', { title })));
}
