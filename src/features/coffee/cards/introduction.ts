import { actions, note, paragraph } from '../../../core/blocks.js';
import { LANGUAGES, type Language } from '../../../core/language.js';
import type { Block, Card } from '../../../core/message.js';
import type { Inline, Text } from '../../../core/text.js';
import type { Instant } from '../../../core/time.js';
import { formatInstant, inLanguages, isolate, sharedLabel, speaker } from '../../../language/index.js';
import { controls } from '../controls.js';
import { chooseOpeners } from '../rules/openers.js';
import { mayBeTold } from '../rules/visibility.js';
import type { Match, Member } from '../types.js';
import { type Introduction, peopleBlocks } from './introduced-people.js';
import { mention, momentNode, namesOf } from './labels.js';
import { whySentences } from './reasons.js';

/** In a language that all of them read; without one, a title of a cup, the number and the names, which everyone reads. */
export function groupTitle({ round, people }: Pick<Introduction, 'round' | 'people'>): string {
  const language = languageOfAll(people);
  if (language === undefined) return `☕ ${round.number} · ${people.map(({ name }) => isolate(name)).join(' · ')}`;
  return speaker(language).plain('coffee.group.title', { round: round.number, names: namesOf(people, language) });
}

function languageOfAll(people: readonly Pick<Member, 'language' | 'languages'>[]): Language | undefined {
  const readBy = (language: Language) => people.every((person) => person.language === language || person.languages.includes(language));
  return [...people.map(({ language }) => language), ...LANGUAGES].find(readBy);
}

/**
 * What the people of a match read first. Its buttons come early, and for readers of several languages people, times and buttons stand
 * there once, between what each reads in their own.
 */
export function introductionCards(introduction: Introduction, languages: readonly [Language, ...Language[]]): readonly Card[] {
  const [first, another] = languages;
  const shared: readonly Block[] = [
    answers(introduction.match, languages),
    ...peopleBlocks(introduction, languages),
    ...timesBlocks(introduction, languages),
  ];
  if (another === undefined) {
    return [{ language: first, blocks: [...greeting(introduction, first), ...shared, ...sentences(introduction, first)] }];
  }
  return [
    ...languages.map((language): Card => ({ language, blocks: greeting(introduction, language) })),
    { language: first, blocks: shared, shared: true },
    ...languages.map((language): Card => ({ language, blocks: sentences(introduction, language) })),
  ];
}

function greeting({ round, people }: Introduction, language: Language): readonly Block[] {
  const say = speaker(language);
  const names = namesOf(people, language);
  return [
    { type: 'heading', text: say('coffee.intro.title', { round: round.number }) },
    paragraph(people.length > 2 ? say('coffee.intro.hello-three', { names }) : say('coffee.intro.hello', { names })),
  ];
}

/** “Not a good match” is missing, since the others would see it: the check-in asks privately. */
function answers({ id }: Match, languages: readonly Language[]): Block {
  return actions(
    controls.met.button(sharedLabel(languages, 'coffee.button.met'), { id, style: 'primary' }),
    controls.planned.button(sharedLabel(languages, 'coffee.button.planned'), { id }),
    controls['could-not'].button(sharedLabel(languages, 'coffee.button.could-not'), { id }),
  );
}

/** Why they were matched, and how to begin. */
function sentences(introduction: Introduction, language: Language): readonly Block[] {
  const say = speaker(language);
  const { match, people, times } = introduction;
  const three = people.length > 2;
  const openers = chooseOpeners(
    people.map((person) => (mayBeTold(person, 'sectors', introduction.viewerOf(person)) ? person.sectors : [])),
    match.id,
  );
  const first = people.find(({ id }) => id === match.firstToWrite);
  return [
    paragraph(bold(three ? say.plain('coffee.intro.why-three') : say.plain('coffee.intro.why'))),
    { type: 'list', items: whySentences(introduction.reasons, people.length, language) },
    paragraph(bold(say.plain('coffee.intro.openers'))),
    { type: 'list', items: openers.map((key) => say(key)) },
    ...(times.times.length === 0 ? [paragraph(say('coffee.intro.times-none'))] : []),
    ...(times.times.length > 0 && !times.withinHours ? [note(say('coffee.intro.times-stretched'))] : []),
    ...(first ? [paragraph(say(introduction.relayed ? 'coffee.intro.first-relay' : 'coffee.intro.first', { name: mention(first) }))] : []),
    note(say('coffee.intro.answer', { command: '/coffee status' })),
  ];
}

function timesBlocks({ times, people }: Introduction, languages: readonly [Language, ...Language[]]): readonly Block[] {
  if (times.times.length === 0) return [];
  return [
    paragraph(bold(inLanguages(languages, people.length > 2 ? 'coffee.intro.times-three' : 'coffee.intro.times'))),
    { type: 'list', ordered: true, items: times.times.map((time) => timeLine(time, people, languages[0])) },
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
