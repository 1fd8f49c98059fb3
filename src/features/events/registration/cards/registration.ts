import { actions, note, paragraph } from '../../../../core/blocks.js';
import type { Language } from '../../../../core/language.js';
import type { Block, Card } from '../../../../core/message.js';
import type { Text } from '../../../../core/text.js';
import { cardIn, speaker } from '../../../../language/index.js';
import { calendarsControls } from '../../calendars/controls.js';
import { aboutBlocks, audienceText, bold, factsBlock, goingKey, moment, titleBlocks, whenText } from '../../cards/labels.js';
import { guestsControls } from '../../guests/controls.js';
import { makingControls } from '../../making/controls.js';
import { peopleFacts } from '../../making/people/cards/names.js';
import { partBlocks } from '../../making/people/cards/part.js';
import { materialBlocks } from '../../materials/cards.js';
import { meetingButtons } from '../../minutes/cards/said.js';
import { hasOwnPlace, REGISTERED, waysToAttend } from '../../rules/places.js';
import { seriesButtons } from '../../series/cards/series.js';
import { questionBlocks } from '../../slides/cards/asked.js';
import { filesButton, manageButton } from '../../slides/cards/files.js';
import { titleIn } from '../../text-of.js';
import type { Attends } from '../../types.js';
import { voiceBlocks } from '../../voice/cards/voice.js';
import { mayStillAnswer } from '../answer.js';
import { registrationControls as controls } from '../controls.js';
import type { RegistrationView } from '../view.js';
import { askedBlocks } from './asked.js';

/** An event as a member sees it: what it is, what they answered, and where, if they may know. `lead` is said first. */
export function registrationCard(view: RegistrationView, language: Language, lead?: Text): Card {
  const { event } = view;
  return cardIn(language, (say) => [
    lead && paragraph(lead),
    ...titleBlocks(event, language),
    event.state === 'cancelled' && bold(say.plain('events.announcement.cancelled')),
    factsBlock(view, language, peopleFacts(view.people, language)),
    view.zone !== event.zone && view.next && note(say('events.fact.own-time', { when: plainWhen(view, language) })),
    ...aboutBlocks(event, language),
    ...partBlocks(view.parts, event, language),
    ...questionBlocks(view.asked ?? [], language),
    ...statusBlocks(view, language),
    ...askedBlocks(view, language),
    ...whereBlocks(view, language),
    ...(event.state === 'announced' && view.closed !== 'over' ? voiceBlocks(event, language) : []),
    ...materialBlocks(view.materials, language),
    view.hasFiles === true && actions(filesButton(event.id, language)),
    view.parts.some(({ role }) => role === 'speaker') && event.state === 'announced' && actions(manageButton(event.id, language)),
    !view.organiser &&
      view.parts.some(({ role }) => role === 'host') &&
      event.state === 'announced' &&
      actions(guestsControls.guests.button(say.plain('events-guests.button.guests'), { id: event.id })),
    ...answerBlocks(view, language),
    ...meetingBlocks(view, language),
    view.closed === undefined &&
      actions(
        ...seriesButtons(event, view, language),
        controls.colleague.button(say.plain('events-registration.colleague.button'), { id: event.id }),
      ),
    ...calendarBlocks(view, language),
    view.organiser && actions(makingControls.draft.button(say.plain('events.button.manage'), { id: event.id })),
  ]);
}

function plainWhen({ next, zone }: RegistrationView, language: Language) {
  return next ? moment(next.startsAt, zone, language) : '';
}

function statusBlocks(
  { event, registration, position, told, closed, outside, inSeries }: RegistrationView,
  language: Language,
): readonly Block[] {
  const say = speaker(language);
  // What somebody answered is of what was to come; whoever came without an answer would read that no place is kept for them.
  if (closed === 'over') return [note(say('events.closed.over'))];
  if (!registration) {
    if (closed !== undefined) return [note(say(`events.closed.${closed}`))];
    return inSeries === true && event.questions.length > 0 ? [paragraph(say('events-series.own-asks'))] : [];
  }
  return [
    paragraph(told ? say(`events.own.${registration.state}`) : say('events-waiting.untold')),
    ...(position === undefined ? [] : [note(say('events.own.position', { position }))]),
    ...(outside && REGISTERED.includes(registration.state) && event.audience.to !== 'everyone'
      ? [note(say('events-registration.outside', { audience: audienceText(event.audience, language) }))]
      : []),
  ];
}

function whereBlocks({ event, showsWhere, registration, closed }: RegistrationView, language: Language): readonly Block[] {
  if (closed === 'over') return [];
  const say = speaker(language);
  if (!showsWhere) return registration && hasOwnPlace(registration) ? [note(say('events.where.later'))] : [];
  const place: Block | undefined =
    event.place === '' ? undefined : { type: 'facts', items: [{ label: say('events.form.place'), value: [event.place] }] };
  const link: Block | undefined =
    event.link === ''
      ? undefined
      : { type: 'facts', items: [{ label: say('events.form.link'), value: [{ type: 'link', url: event.link, label: event.link }] }] };
  return [place, link].filter((block) => block !== undefined);
}

function answerBlocks({ event, registration, told, closed, inSeries }: RegistrationView, language: Language): readonly Block[] {
  if (closed !== undefined && !(closed === 'ended' && registration)) return [];
  const say = speaker(language);
  const { id } = event;
  const ways = waysToAttend(event);
  if (event.approval && registration?.state === 'not-selected') return [];
  // Whoever waits has said so; only somebody who can't be told of a place does something by saying it again.
  const hasSaid = registration?.state === 'going' || registration?.state === 'applied' || (registration?.state === 'waiting' && told);
  const goes = hasSaid ? registration.attends : undefined;
  const going = (attends: Attends) =>
    controls.answer.button(say.plain(goingKey(event, attends)), {
      id: { event: id, answer: attends },
      style: 'primary',
    });
  const answers = [
    ...ways
      .filter((attends) => attends !== goes && (closed === undefined || (registration && mayStillAnswer(registration, attends))))
      .map(going),
    ...(closed === undefined && registration?.state !== 'maybe'
      ? [controls.answer.button(say.plain('events.button.maybe'), { id: { event: id, answer: 'maybe' } })]
      : []),
    ...(registration?.state === 'declined'
      ? []
      : [controls.answer.button(say.plain('events.button.no'), { id: { event: id, answer: 'no' } })]),
  ];
  return [...(answers.length === 0 ? [] : [actions(...answers)]), ...remindBlocks({ event, registration, inSeries }, language)];
}

/** The minutes of a meeting: notes while they are written, then the minutes, and those of last time. */
function meetingBlocks({ event, meetings, organiser }: RegistrationView, language: Language): readonly Block[] {
  if (meetings === undefined) return [];
  const buttons = meetingButtons(event.id, meetings, organiser, language);
  return buttons.length === 0 ? [] : [actions(...buttons)];
}

/** For whoever comes or may; what was called off can be crossed out. */
function calendarBlocks({ event, registration, closed }: RegistrationView, language: Language): readonly Block[] {
  const comes = registration && (hasOwnPlace(registration) || registration.state === 'maybe');
  if (!comes || closed === 'over') return [];
  return [actions(calendarsControls.calendar.button(speaker(language).plain('events-calendars.button.add'), { id: event.id }))];
}

function remindBlocks(
  { event: { id }, registration, inSeries }: Pick<RegistrationView, 'event' | 'registration' | 'inSeries'>,
  language: Language,
): readonly Block[] {
  if (registration?.state !== 'going') return [];
  const say = speaker(language);
  const choose = (isWanted: boolean) =>
    controls.remind.button(say.plain(isWanted ? 'events.button.remind' : 'events.button.no-reminder'), { id: { event: id, isWanted } });
  switch (registration.reminds) {
    case null:
      return [paragraph(say('events.remind.ask')), actions(choose(true), choose(false))];
    case true:
      return [note(say(inSeries === true ? 'events-series.remind.on' : 'events.remind.on')), actions(choose(false))];
    case false:
      return [note(say(inSeries === true ? 'events-series.remind.off' : 'events.remind.off')), actions(choose(true))];
    default:
      return registration.reminds satisfies never;
  }
}

/** A place became free for somebody who waited. */
export function offeredCard(view: RegistrationView, language: Language): Card {
  const { event, registration, next } = view;
  const attends = registration?.attends ?? waysToAttend(event)[0];
  return cardIn(language, (say) => [
    paragraph(say('events.offered.text', { title: titleIn(event, language) })),
    next && { type: 'facts', items: [{ label: say('events.fact.when'), value: whenText(next, view.zone, language) }] },
    registration?.offeredUntil != null &&
      paragraph(say('events.offered.until', { until: moment(registration.offeredUntil, view.zone, language) })),
    actions(
      controls.answer.button(say.plain('events.button.take-place'), { id: { event: event.id, answer: attends }, style: 'primary' }),
      controls.answer.button(say.plain('events.button.no'), { id: { event: event.id, answer: 'no' } }),
    ),
  ]);
}

/** There is no place for somebody who applied. */
export function notSelectedCard({ event }: Pick<RegistrationView, 'event'>, language: Language): Card {
  return cardIn(language, (say) => [
    paragraph(say('events-registration.not-selected', { title: titleIn(event, language) })),
    note(say('events-registration.not-selected-next')),
    actions(makingControls.list.button(say.plain('events.button.list'), { id: '0' })),
  ]);
}
