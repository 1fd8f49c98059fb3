import { actions, paragraph } from '../../../core/blocks.js';
import { LANGUAGES, type Language } from '../../../core/language.js';
import type { Block, Card } from '../../../core/message.js';
import type { Inline, Text } from '../../../core/text.js';
import type { Instant } from '../../../core/time.js';
import { formatInstant, isolate, speaker } from '../../../language/index.js';
import { controls } from '../controls.js';
import { chooseOpeners } from '../rules/openers.js';
import type { ProposedTimes } from '../rules/propose-times.js';
import type { Tellable } from '../rules/reasons.js';
import { mayBeTold, type Viewer } from '../rules/visibility.js';
import type { Match, Member, Organisation, Round } from '../types.js';
import { languageLabel, listOf, mention, momentNode, namesOf, sectorLabel, skillLabel } from './labels.js';
import { whySentences } from './reasons.js';

/** All that an introduction tells, gathered at the moment it goes out. */
export interface Introduction {
  readonly match: Match;
  readonly round: Round;
  readonly people: readonly Member[];
  readonly organisations: ReadonlyMap<number, Organisation>;
  readonly reasons: readonly Tellable[];
  readonly times: ProposedTimes;
  /** Each person's own view of the others decides what is told of them. */
  readonly viewerOf: (about: Member) => Viewer;
  /** They have no platform in common, so a relay carries their messages. */
  readonly relayed: boolean;
}

/** In a language that all of them read; without one, a title of the number and the names alone. */
export function groupTitle({ round, people }: Pick<Introduction, 'round' | 'people'>): string {
  const language = languageOfAll(people);
  if (language === undefined) return `${round.number} · ${people.map(({ name }) => isolate(name)).join(' · ')}`;
  return speaker(language).plain('coffee.group.title', { round: round.number, names: namesOf(people, language) });
}

function languageOfAll(people: readonly Pick<Member, 'language' | 'languages'>[]): Language | undefined {
  const readBy = (language: Language) => people.every((person) => person.language === language || person.languages.includes(language));
  return [...people.map(({ language }) => language), ...LANGUAGES].find(readBy);
}

export function introductionCard(introduction: Introduction, language: Language): Card {
  const say = speaker(language);
  const { match, round, people } = introduction;
  const three = people.length > 2;
  const names = namesOf(people, language);
  const openers = chooseOpeners(
    people.map((person) => (mayBeTold(person, 'sectors', introduction.viewerOf(person)) ? person.sectors : [])),
    match.id,
  );
  const first = people.find(({ id }) => id === match.firstToWrite);
  const blocks: Block[] = [
    { type: 'heading', text: say('coffee.intro.title', { round: round.number }) },
    paragraph(three ? say('coffee.intro.hello-three', { names }) : say('coffee.intro.hello', { names })),
    { type: 'list', items: people.map((person) => personLine(person, introduction, language)) },
    paragraph(bold(three ? say.plain('coffee.intro.why-three') : say.plain('coffee.intro.why'))),
    { type: 'list', items: whySentences(introduction.reasons, people.length, language) },
    paragraph(bold(say.plain('coffee.intro.openers'))),
    { type: 'list', items: openers.map((key) => say(key)) },
    ...timesBlocks(introduction, language),
    ...(first ? [paragraph(say(introduction.relayed ? 'coffee.intro.first-relay' : 'coffee.intro.first', { name: mention(first) }))] : []),
    { type: 'note', text: say('coffee.intro.answer', { command: '/coffee status' }) },
    // “Not a good match” is missing here, since the others would see it: the check-in asks privately.
    actions(
      controls.met.button(say.plain('coffee.button.met'), { id: match.id, style: 'primary' }),
      controls.planned.button(say.plain('coffee.button.planned'), { id: match.id }),
      controls['could-not'].button(say.plain('coffee.button.could-not'), { id: match.id }),
    ),
  ];
  return { language, blocks };
}

/** Who somebody is, as far as they let the others know. */
function personLine(person: Member, { organisations, viewerOf }: Introduction, language: Language): Text {
  const say = speaker(language);
  const viewer = viewerOf(person);
  const organisation = person.organisation === null ? undefined : organisations.get(person.organisation);
  const name = mention(person);
  const head: Text =
    organisation && mayBeTold(person, 'organisation', viewer)
      ? say('coffee.intro.person', { name, organisation: organisation.name })
      : [name];
  const parts: Text[] = [head];
  const tell = (field: 'sectors' | 'offers' | 'wants' | 'languages', label: typeof skillLabel) => {
    const values = person[field];
    if (values.length === 0 || !mayBeTold(person, field, viewer)) return;
    const list = listOf(values, label, language);
    switch (field) {
      case 'sectors':
        return void parts.push(say('coffee.intro.sectors', { sectors: list }));
      case 'offers':
        return void parts.push(say('coffee.intro.offers', { offers: list }));
      case 'wants':
        return void parts.push(say('coffee.intro.wants', { wants: list }));
      case 'languages':
        return void parts.push(say('coffee.intro.languages', { languages: list }));
      default:
        field satisfies never;
    }
  };
  tell('sectors', sectorLabel);
  tell('offers', skillLabel);
  tell('wants', skillLabel);
  tell('languages', languageLabel);
  return parts.flatMap((part, index): Text => (index === 0 ? part : [' · ', ...part]));
}

function timesBlocks({ times, people }: Introduction, language: Language): readonly Block[] {
  const say = speaker(language);
  if (times.times.length === 0) return [paragraph(say('coffee.intro.times-none'))];
  return [
    paragraph(bold(people.length > 2 ? say.plain('coffee.intro.times-three') : say.plain('coffee.intro.times'))),
    ...(times.withinHours ? [] : [{ type: 'note', text: say('coffee.intro.times-stretched') } as const]),
    { type: 'list', ordered: true, items: times.times.map((time) => timeLine(time, people, language)) },
  ];
}

/** One moment; where clocks differ, with each one's own day and hour. */
function timeLine(time: Instant, people: readonly Member[], language: Language): Text {
  const say = speaker(language);
  const local = people.map((person) => formatInstant(time, person.timezone, language, 'date-time'));
  const zone = people[0]?.timezone;
  if (zone !== undefined && new Set(local).size === 1) return [momentNode(time, zone, language)];
  return people.flatMap(
    (person, index): Text => [
      ...(index > 0 ? [' · '] : []),
      ...say('coffee.intro.local-time', { time: local[index] ?? '', name: person.name }),
    ],
  );
}

function bold(text: string): Text {
  const inline: Inline = { type: 'bold', text };
  return [inline];
}

export function nudgeCard({ match, people, relayed }: Pick<Introduction, 'match' | 'people' | 'relayed'>, language: Language): Card {
  const say = speaker(language);
  const first = people.find(({ id }) => id === match.firstToWrite);
  return {
    language,
    blocks: [paragraph(first && !relayed ? say('coffee.nudge.text', { name: mention(first) }) : say('coffee.nudge.text-nobody'))],
  };
}
