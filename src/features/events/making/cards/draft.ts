import { actions, card, note, paragraph } from '../../../../core/blocks.js';
import { LANGUAGES, type Language } from '../../../../core/language.js';
import type { Block, Card } from '../../../../core/message.js';
import type { Text } from '../../../../core/text.js';
import { after } from '../../../../core/time.js';
import { cardIn, formatList, speaker } from '../../../../language/index.js';
import { announcingControls } from '../../announcing/controls.js';
import { attendanceControls } from '../../attendance/controls.js';
import { aboutBlocks, bold, factsBlock, moment, titleBlocks } from '../../cards/labels.js';
import { certificatesControls } from '../../certificates/controls.js';
import { guestsControls } from '../../guests/controls.js';
import { isPosted, mayBePosted } from '../../keys.js';
import { listedControls } from '../../listed/controls.js';
import { minutesButton } from '../../minutes/cards/said.js';
import { isMeeting } from '../../minutes/rules/meetings.js';
import { organisingControls } from '../../registration/organising/controls.js';
import type { Conflict } from '../../rules/conflicts.js';
import { UNDO_MS } from '../../rules/limits.js';
import { unsureNights } from '../../rules/times.js';
import { seriesBlocks } from '../../series/cards/series.js';
import { manageButton } from '../../slides/cards/files.js';
import { reachedBlocks } from '../../slides/cards/manage.js';
import { titleIn } from '../../text-of.js';
import { voiceNotice } from '../../voice/cards/voice.js';
import { voiceControls } from '../../voice/controls.js';
import { writingControls } from '../../writing/controls.js';
import { makingControls as controls } from '../controls.js';
import { peopleFacts } from '../people/cards/names.js';
import { peopleControls } from '../people/controls.js';
import { sessionControls } from '../session-controls.js';
import type { DraftView, SessionConflict } from '../view.js';
import { overnightBlocks } from './overnight.js';

/** An event as organisers see and change it. `lead` is said first. */
export function draftCard(view: DraftView, language: Language, lead?: Text): Card {
  const { event } = view;
  const seen = { id: event.id, version: event.version };
  return cardIn(language, (say) => [
    lead && paragraph(lead),
    ...titleBlocks(event, language),
    note(
      event.state === 'announced' && !view.over && !isPosted(event)
        ? say('events-making.state.open')
        : say(`events.state.${view.over ? 'over' : event.state}`),
    ),
    factsBlock(view, language),
    ...overnightNotes(view, language),
    ...aboutBlocks(event, language),
    {
      type: 'facts',
      items: [
        ...peopleFacts(view.people, language),
        { label: say('events.form.place'), value: event.place === '' ? say('events.none-yet') : [event.place] },
        {
          label: say('events.form.link'),
          value: event.link === '' ? say('events.none-yet') : [{ type: 'link', url: event.link, label: event.link }],
        },
        { label: say('events.fact.places'), value: placesText(view, language) },
        { label: say('events.fact.languages'), value: [languagesOf(view, language)] },
      ],
    },
    view.untold !== undefined && view.untold > 0 && note(say('events-waiting.passed-over', { count: view.untold })),
    voiceNotice(event, language),
    ...reachedBlocks(view.reached, language),
    ...conflictBlocks(view.conflicts, view, language),
    actions(
      ...(event.state === 'announced'
        ? [
            attendanceControls.attendance.button(say.plain('events-attendance.button.attendance'), { id: event.id }),
            ...(isMeeting(event) ? [minutesButton(event.id, 'minutes', language)] : []),
            ...(view.over
              ? [certificatesControls.certificates.button(say.plain('events-certificates.button.certificates'), { id: event.id })]
              : []),
            organisingControls.registrants.button(say.plain('events-registration.button.registrants'), { id: event.id }),
            ...(view.over ? [] : [guestsControls.guests.button(say.plain('events-guests.button.guests'), { id: event.id })]),
            manageButton(event.id, language),
            writingControls.message.button(say.plain('events-organising.button.message'), { id: event.id }),
          ]
        : []),
      controls.copy.button(say.plain('events-making.button.copy'), { id: event.id }),
    ),
    ...(event.state === 'cancelled' || view.over
      ? []
      : [
          actions(
            controls.times.button(say.plain('events.button.times'), { id: seen }),
            controls.details.button(say.plain('events.button.details'), { id: seen }),
            controls.places.button(say.plain('events.button.places'), { id: seen }),
            controls.translate.button(say.plain('events.button.translate'), { id: seen }),
            peopleControls.people.button(say.plain('events-people.button.people'), { id: event.id }),
          ),
          actions(
            sessionControls.sessions.button(say.plain('events-making.button.sessions'), { id: event.id }),
            sessionControls.zone.button(say.plain('events-making.button.zone'), { id: seen }),
            ...(view.hasRooms || event.room !== null
              ? [voiceControls.voice.button(say.plain('events-voice.button.voice'), { id: seen })]
              : []),
            controls.needs.button(say.plain('events-making.button.needs'), { id: seen }),
            controls.after.button(say.plain('events-making.button.after'), { id: seen }),
            announcingControls.preview.button(say.plain('events-making.button.preview'), { id: event.id }),
          ),
          actions(
            organisingControls.who.button(say.plain('events-registration.button.who'), { id: seen }),
            listedControls.listed.button(say.plain('events-listed.button.listed'), { id: { id: event.id, page: 0 } }),
            organisingControls.questions.button(say.plain('events-registration.button.questions'), { id: { ...seen, list: 'questions' } }),
            organisingControls.questions.button(say.plain('events-registration.button.second-form'), {
              id: { ...seen, list: 'secondForm' },
            }),
            ...(view.applied === 0
              ? []
              : [
                  organisingControls.applicants.button(say.plain('events-registration.button.applicants', { count: view.applied }), {
                    id: { id: event.id, page: 0 },
                    style: 'primary',
                  }),
                ]),
          ),
          ...seriesBlocks(event, view.repeatsOn, language),
          ...closingActions(view, language),
        ]),
  ]);
}

/**
 * A session that ends on the next day may be a slip of the pen, until an organiser says that it does. Announcing a draft asks for
 * that; what was announced before anybody was asked is asked about here, one session after the other.
 */
function overnightNotes({ event, sessions, over, now }: DraftView, language: Language): readonly Block[] {
  if (over || event.state === 'cancelled') return [];
  if (event.state === 'announced') {
    const first = unsureNights(sessions).find(({ endsAt }) => endsAt > now);
    return first ? overnightBlocks({ ...first, id: event.id, version: event.version, session: first.id }, language) : [];
  }
  return unsureNights(sessions).map(({ endsAt }) =>
    note(speaker(language)('events-hours.overnight', { end: moment(endsAt, event.zone, language) })),
  );
}

function closingActions({ event, now }: DraftView, language: Language): readonly Block[] {
  const say = speaker(language);
  const id = { id: event.id, version: event.version };
  if (event.state === 'draft') {
    return [
      paragraph(
        event.announceAt === null
          ? say(mayBePosted(event) ? 'events.draft.only-organisers' : 'events-listed.draft')
          : say('events-making.later.planned', { when: moment(event.announceAt, event.zone, language) }),
      ),
      actions(
        announcingControls.announce.button(say.plain('events.button.announce'), { id, style: 'primary' }),
        announcingControls['announce-later'].button(say.plain('events-making.button.later'), { id }),
        ...(event.announceAt === null
          ? [announcingControls['announce-quietly'].button(say.plain('events-making.button.quietly'), { id })]
          : [announcingControls['announce-not'].button(say.plain('events-making.button.not-later'), { id })]),
        controls.discard.button(say.plain('events.button.discard'), { id, style: 'danger' }),
      ),
    ];
  }
  const mayUndo = event.announcedAt !== null && now <= after(event.announcedAt, UNDO_MS);
  return [
    ...(isPosted(event) || event.announceAt === null
      ? []
      : [note(say('events-making.later.planned', { when: moment(event.announceAt, event.zone, language) }))]),
    ...(mayUndo ? [note(say('events.draft.undo-hint'))] : []),
    actions(
      ...(isPosted(event) || !mayBePosted(event)
        ? []
        : [announcingControls.announce.button(say.plain('events-making.button.post'), { id })]),
      ...(mayUndo ? [announcingControls.undo.button(say.plain('events.button.undo'), { id })] : []),
      controls.cancel.button(say.plain('events.button.cancel'), { id, style: 'danger' }),
    ),
  ];
}

function placesText({ event, going, waiting }: DraftView, language: Language): Text {
  const say = speaker(language);
  const { roomCapacity: room, onlineCapacity: online } = event;
  const limits = [
    ...(event.format === 'virtual'
      ? []
      : [room === null ? say.plain('events.places.room-any') : say.plain('events.places.room', { count: room })]),
    ...(event.format === 'in-person'
      ? []
      : [online === null ? say.plain('events.places.online-any') : say.plain('events.places.online', { count: online })]),
  ];
  return say('events.places.taken', { limits: formatList(limits, language), going, waiting });
}

function languagesOf({ event }: DraftView, language: Language): string {
  const say = speaker(language);
  const written = LANGUAGES.filter((code) => event.texts[code] !== undefined);
  return formatList(
    written.map((code) => say.plain(`common.language.${code}`)),
    language,
  );
}

function conflictBlocks(conflicts: readonly SessionConflict[], view: DraftView, language: Language): readonly Block[] {
  if (conflicts.length === 0) return [];
  const say = speaker(language);
  return [
    bold(say.plain('events.conflict.title')),
    {
      type: 'list',
      items: conflicts.map((conflict): Text => {
        const text = conflictText(conflict, view, language);
        return conflict.on === undefined ? text : [moment(conflict.on, view.event.zone, language), ': ', ...text];
      }),
    },
    ...(view.moreConflicts ? [note(say('events-import.more', { count: view.moreConflicts }))] : []),
  ];
}

function conflictText(conflict: Conflict, { others, event }: DraftView, language: Language): Text {
  const say = speaker(language);
  switch (conflict.type) {
    case 'day-off':
      return conflict.name === undefined || conflict.name === ''
        ? say('events.conflict.weekend')
        : say('events.conflict.day-off', { name: conflict.name });
    case 'outage':
      return say('events.conflict.outage', { warning: conflict.warning });
    case 'kept-free':
      return conflict.label === '' ? say('events-settings.conflict') : say('events-settings.conflict-with', { label: conflict.label });
    case 'event': {
      const other = others.find((each) => each.event.id === conflict.event);
      const title = other ? titleIn(other.event, language) : String(conflict.event);
      const start = moment(conflict.startsAt, event.zone, language);
      return say(other?.event.state === 'draft' ? 'events.conflict.draft' : 'events.conflict.event', { title, start });
    }
    default:
      return conflict satisfies never;
  }
}

/** Asks before a draft is deleted. */
export function discardCard({ event }: DraftView, language: Language): Card {
  const id = { id: event.id, version: event.version };
  return cardIn(language, (say) => [
    paragraph(say('events.discard.ask', { title: titleIn(event, language) })),
    actions(
      controls['discard-yes'].button(say.plain('events.button.discard'), { id, style: 'danger' }),
      controls.draft.button(say.plain('events.button.keep'), { id: event.id }),
    ),
  ]);
}

export function saidCard(text: Text, language: Language): Card {
  return card(language, paragraph(text), actions(controls.list.button(speaker(language).plain('events.button.list'), { id: '0' })));
}
