import { actions, card, heading, note, paragraph } from '../../../core/blocks.js';
import type { Language } from '../../../core/language.js';
import type { Block, Card } from '../../../core/message.js';
import type { Text } from '../../../core/text.js';
import { speaker } from '../../../language/index.js';
import { attendanceControls } from '../attendance/controls.js';
import { goingKey, moment, whenText } from '../cards/labels.js';
import { meetingButtons } from '../minutes/cards/said.js';
import { registrationControls } from '../registration/controls.js';
import { REMINDER_MINUTES } from '../rules/reminders.js';
import type { MeetingsAround } from '../store/index.js';
import { titleIn } from '../text-of.js';
import type { Attends, CommunityEvent, Session } from '../types.js';
import { voiceBlocks } from '../voice/cards/voice.js';
import type { ReminderChoice } from './choose.js';
import { reminderControls as controls } from './controls.js';
import { leftText } from './left-text.js';

/** What a reminder is about, and who reads it. */
export interface ReminderView {
  readonly event: CommunityEvent;
  readonly session: Session;
  /** Which of its sessions; undefined for the only one. */
  readonly number?: number | undefined;
  /** Before the start; below 0 it has begun. */
  readonly minutes: number;
  /** The reader's zone; undefined in the thread, where all read the event's. */
  readonly zone: string | undefined;
  readonly showsWhere: boolean;
  /** Of a meeting, whose minutes are kept. */
  readonly meetings?: MeetingsAround | undefined;
  /** How the reader would attend, who has yet to say whether they come on another day. */
  readonly asks?: Attends | undefined;
}

/** Reminds of a session: in how long it begins, on the event's clock and the reader's. */
export function reminderCard(view: ReminderView, language: Language): Card {
  const { event, session, minutes, zone, showsWhere, meetings, asks } = view;
  const say = speaker(language);
  const facts: Block = {
    type: 'facts',
    items: [
      { label: say('events.fact.when'), value: whenText(session, event.zone, language) },
      ...(zone !== undefined && zone !== event.zone
        ? [{ label: say('events.fact.your-time'), value: [moment(session.startsAt, zone, language)] }]
        : []),
      ...(showsWhere && event.place !== '' ? [{ label: say('events.form.place'), value: [event.place] }] : []),
      ...(showsWhere && event.link !== ''
        ? [{ label: say('events.form.link'), value: [{ type: 'link', url: event.link, label: event.link }] as Text }]
        : []),
    ],
  };
  return card(
    language,
    paragraph(leadOf(view, language)),
    facts,
    ...(asks === undefined ? [] : askBlocks(event, asks, language)),
    zone === undefined && note(say('events.reminder.where')),
    ...voiceBlocks(event, language),
    zone === undefined && minutes <= 0 && hereActions(session, language),
    zone === undefined && minutes <= 0 && meetings && actions(...meetingButtons(event.id, meetings, false, language)),
    zone !== undefined && actions(controls.reminders.button(say.plain('events.button.reminders'))),
  );
}

function leadOf({ event, number, minutes }: ReminderView, language: Language): Text {
  const say = speaker(language);
  const title = titleIn(event, language);
  if (number !== undefined) {
    if (minutes < 0) return say('events.reminder.session-begun', { title, number });
    if (minutes === 0) return say('events.reminder.session-now', { title, number });
    return say('events.reminder.session', { title, number, left: leftText(minutes, language) });
  }
  if (minutes < 0) return say('events.reminder.begun', { title });
  return minutes === 0 ? say('events.reminder.now', { title }) : say('events.reminder.text', { title, left: leftText(minutes, language) });
}

/** Asks whoever had a place when the day changed. */
function askBlocks(event: CommunityEvent, attends: Attends, language: Language): readonly Block[] {
  const say = speaker(language);
  const { id } = event;
  return [
    paragraph(say('events.reminder.ask')),
    actions(
      registrationControls.answer.button(say.plain(goingKey(event, attends)), { id: { event: id, answer: attends }, style: 'primary' }),
      registrationControls.answer.button(say.plain('events.button.no'), { id: { event: id, answer: 'no' } }),
    ),
  ];
}

/** In the thread, at the start: whoever is there says so. */
function hereActions({ id }: Session, language: Language): Block {
  const say = speaker(language);
  return actions(
    attendanceControls.here.button(say.plain('events-attendance.button.here'), { id, style: 'primary' }),
    attendanceControls.code.button(say.plain('events-attendance.button.code')),
  );
}

/** When a member is reminded of events they go to. */
export function remindersCard({ minutes: chosen, varies }: ReminderChoice, language: Language, lead?: Text): Card {
  const say = speaker(language);
  return card(
    language,
    lead && paragraph(lead),
    heading(say('events.reminders.title')),
    paragraph(say('events.reminders.text')),
    actions(
      controls['choose-reminders'].menu(language, {
        label: say.plain('events.reminders.choose'),
        chosen: chosen.map(String),
        min: 0,
        max: REMINDER_MINUTES.length,
      }),
    ),
    chosen.length === 0 && note(say('events.reminders.none')),
    varies && note(say('events.reminders.vary')),
  );
}
