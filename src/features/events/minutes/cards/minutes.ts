import { actions, note, paragraph } from '../../../../core/blocks.js';
import type { Language } from '../../../../core/language.js';
import type { Block, Card, Choice } from '../../../../core/message.js';
import type { Text } from '../../../../core/text.js';
import { pageOf } from '../../../../kit/paging.js';
import { cardIn, isolate, speaker } from '../../../../language/index.js';
import { asLabel } from '../../../members/public.js';
import { bold, moment, titleBlocks, whenText } from '../../cards/labels.js';
import { firstSession, isOver } from '../../rules/state.js';
import { titleIn } from '../../text-of.js';
import type { Note } from '../../types.js';
import { minutesControls as controls } from '../controls.js';
import type { MinutesView } from '../view.js';
import { actionText, type Line, linesOf, shortWords } from './lines.js';

const PER_PAGE = 12;
const CARRIED_SHOWN = 10;
const OPTIONS_MAX = 25;

/** Minutes as one person sees them; those who keep them change them here. `lead` is said first. */
export function minutesCard(view: MinutesView, wanted: number, language: Language, lead?: Text): Card {
  const { event, carried, corrections } = view;
  const lines = linesOf(view.grouped, view.organisations, language);
  const { shown, page, pages } = pageOf(lines, wanted, PER_PAGE);
  return cardIn(language, (say) => [
    lead && paragraph(lead),
    bold(say.plain('events-minutes.title')),
    ...titleBlocks(event, language),
    note(stateText(view, language)),
    factsOf(view, lines.length, language),
    lines.length === 0 && paragraph(say('events-minutes.none')),
    ...lineBlocks(shown),
    pages > 1 && note(say('events-minutes.page', { page: page + 1, pages })),
    ...(carried.length === 0
      ? []
      : [bold(say.plain('events-minutes.carried.title')), listOf(carried, (each) => actionText(each, language))]),
    ...(corrections.length === 0
      ? []
      : [bold(say.plain('events-minutes.corrections.title')), listOf(corrections, (each) => [isolate(shortWords(each))])]),
    ...pageBlocks(view, page, pages, language),
    ...readerBlocks(view, language),
    ...(view.keeper ? keeperBlocks(view, shown, language) : []),
    ...(view.organiser ? organiserBlocks(view, language) : []),
  ]);
}

function listOf(notes: readonly Note[], textOf: (each: Note) => Text): Block {
  return { type: 'list', items: notes.slice(0, CARRIED_SHOWN).map(textOf) };
}

function stateText({ minutes, event, now }: MinutesView, language: Language): Text {
  const say = speaker(language);
  if (minutes?.state === 'approved' && minutes.approvedAt !== null) {
    return say('events-minutes.state.approved', { date: moment(minutes.approvedAt, event.zone, language, 'date') });
  }
  if (minutes?.state === 'correction' && minutes.correctionsUntil !== null) {
    const until = moment(minutes.correctionsUntil, event.zone, language);
    return now < minutes.correctionsUntil ? say('events-minutes.state.correction', { until }) : say('events-minutes.state.corrected');
  }
  return say('events-minutes.state.open');
}

function factsOf({ event, sessions, previous }: MinutesView, count: number, language: Language): Block {
  const say = speaker(language);
  const first = firstSession(sessions);
  return {
    type: 'facts',
    items: [
      ...(first ? [{ label: say('events.fact.when'), value: whenText(first, event.zone, language) }] : []),
      ...(previous ? [{ label: say('events-minutes.fact.previous'), value: [titleIn(previous.event, language)] }] : []),
      { label: say('events-minutes.fact.noted'), value: say('events-minutes.fact.count', { count }) },
    ],
  };
}

/** Lines under their headings. */
function lineBlocks(lines: readonly Line[]): readonly Block[] {
  const headings = [...new Set(lines.map(({ heading }) => heading))];
  return headings.flatMap((heading): readonly Block[] => [
    bold(heading),
    { type: 'list', items: lines.filter((line) => line.heading === heading).map(({ text }) => text) },
  ]);
}

function pageBlocks({ event }: MinutesView, page: number, pages: number, language: Language): readonly Block[] {
  if (pages < 2) return [];
  const say = speaker(language);
  const turn = (to: number, key: 'events.button.earlier' | 'events.button.later') =>
    controls.minutes.button(say.plain(key), { id: { event: event.id, page: to } });
  return [
    actions(
      ...(page > 0 ? [turn(page - 1, 'events.button.earlier')] : []),
      ...(page < pages - 1 ? [turn(page + 1, 'events.button.later')] : []),
    ),
  ];
}

function readerBlocks({ event, minutes, previous, now }: MinutesView, language: Language): readonly Block[] {
  const say = speaker(language);
  const corrects = minutes?.state === 'correction' && now < (minutes.correctionsUntil ?? 0);
  const buttons = [
    ...(minutes === undefined || minutes.state === 'open'
      ? [controls.note.button(say.plain('events-minutes.button.note'), { id: event.id, style: 'primary' as const })]
      : []),
    ...(corrects ? [controls['minutes-correct'].button(say.plain('events-minutes.button.correct'), { id: event.id })] : []),
    ...(previous
      ? [controls.minutes.button(say.plain('events-minutes.button.previous'), { id: { event: previous.event.id, page: 0 } })]
      : []),
  ];
  return [
    actions(controls['minutes-file'].menu(language, { label: say.plain('events-minutes.menu.files') }, { id: event.id })),
    ...(buttons.length === 0 ? [] : [actions(...buttons)]),
  ];
}

function keeperBlocks({ event, minutes, corrections }: MinutesView, shown: readonly Line[], language: Language): readonly Block[] {
  if (minutes?.state === 'approved') return [];
  const say = speaker(language);
  const { id } = event;
  const seen = { event: id, version: minutes?.version ?? 0 };
  const optionOf = (each: Note): Choice => ({
    value: String(each.id),
    label: asLabel(`${say.plain(`events-minutes.kind.${each.kind}`)}: ${shortWords(each)}`),
  });
  const notes = shown.map((line) => optionOf(line.note));
  const droppable = [...corrections.map(optionOf), ...notes].slice(0, OPTIONS_MAX);
  return [
    actions(
      controls['minutes-decision'].button(say.plain('events-minutes.button.decision'), { id }),
      controls['minutes-action'].button(say.plain('events-minutes.button.action'), { id }),
      ...(notes.length < 2 ? [] : [controls['minutes-merge'].button(say.plain('events-minutes.button.merge'), { id: seen })]),
    ),
    ...(notes.length === 0
      ? []
      : [actions(controls['minutes-edit'].menu({ label: say.plain('events-minutes.menu.edit'), options: notes }, { id: seen }))]),
    ...(droppable.length === 0
      ? []
      : [actions(controls['note-drop'].menu({ label: say.plain('events-minutes.menu.drop'), options: droppable }, { id: seen }))]),
  ];
}

function organiserBlocks({ event, sessions, minutes, now }: MinutesView, language: Language): readonly Block[] {
  const say = speaker(language);
  const id = { event: event.id, version: minutes?.version ?? 0 };
  const approves = minutes?.state === 'correction' && now >= (minutes.correctionsUntil ?? 0);
  return [
    actions(
      ...(minutes?.state === 'open' && isOver(sessions, now)
        ? [controls['minutes-draft'].button(say.plain('events-minutes.button.draft'), { id, style: 'primary' as const })]
        : []),
      ...(approves
        ? [controls['minutes-approve'].button(say.plain('events-minutes.button.approve'), { id, style: 'primary' as const })]
        : []),
      ...(minutes === undefined || minutes.state === 'open'
        ? []
        : [controls['minutes-reopen'].button(say.plain('events-minutes.button.reopen'), { id })]),
      controls.actions.button(say.plain('events-minutes.button.actions')),
    ),
  ];
}
