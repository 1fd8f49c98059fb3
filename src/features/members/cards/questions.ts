import { actions, card, heading, note, paragraph } from '../../../core/blocks.js';
import { nameKey } from '../../../core/fold.js';
import { directionOf, type Language } from '../../../core/language.js';
import { type Button, type Card, SELECT_OPTIONS_MAX, type Select } from '../../../core/message.js';
import type { Text } from '../../../core/text.js';
import { cardIn, formatList, isolate, sharedLabel, speaker } from '../../../language/index.js';
import { membersControls as controls } from '../controls.js';
import type { KnownPerson, OpenQuestion } from '../identity-questions.js';
import type { PartedPeople } from '../parting.js';
import { platformName } from '../platform-name.js';
import { asLabel } from '../text.js';
import type { IdentityQuestionId, JoinedId, Profile } from '../types.js';
import { placeOf } from './namesakes.js';

/** Tells the organisers' channel that lines of lists wait for a decision. It names nobody: who decides sees them privately. */
export function questionsWaitingCards(count: number, languages: readonly [Language, ...Language[]]): readonly Card[] {
  if (count === 0) {
    return languages.map((language) =>
      cardIn(language, (say) => [heading(say('people.question.waiting-title')), paragraph(say('people.question.all-decided'))]),
    );
  }
  return [
    ...languages.map((language) => {
      return cardIn(language, (say) => [
        heading(say('people.question.waiting-title')),
        paragraph(say('people.question.waiting', { count })),
      ]);
    }),
    card(
      languages[0],
      actions(controls['question-next'].button(sharedLabel(languages, 'people.question.decide'), { id: '0', style: 'primary' })),
    ),
  ];
}

/** One question: the member who is known and the line of the list, side by side, as organisers may see them. */
export function questionCard(open: OpenQuestion | undefined, language: Language): Card {
  const say = speaker(language);
  if (!open) return card(language, paragraph(say('people.question.none')));
  const { question, member, owner, mayBeOne, others, left, namesakes } = open;
  const { row } = question;
  const listed = { ...row, email: row.email ?? null };
  const sameName = others.filter(({ member: { name } }) => nameKey(name) === nameKey(row.name));
  return card(
    language,
    heading(say('people.question.title', { left })),
    {
      type: 'facts',
      items: [
        { label: say('people.question.known'), value: describe(known(open), language) },
        ...(owner ? [{ label: say('people.question.owner'), value: describe(known(owner), language) }] : []),
        { label: say('people.question.listed'), value: describe(listed, language) },
      ],
    },
    paragraph(say(`members.import.ask.${question.reason}`, { name: member.name })),
    sameName.length > 0 && paragraph(say('people.question.others', { places: placesOf(sameName, language) })),
    others.length > SELECT_OPTIONS_MAX && note(say('people.question.menu-full', { count: SELECT_OPTIONS_MAX, all: others.length })),
    note(say(owner ? (mayBeOne ? 'people.question.if-one' : 'people.question.if-two') : 'people.question.if-same')),
    actions(
      controls['question-different'].button(say.plain('people.question.different'), { id: question.id }),
      ...(mayBeOne
        ? [controls['question-same'].button(say.plain('people.question.same'), { id: { question: question.id, whom: member.id } })]
        : []),
      controls['question-next'].button(say.plain('people.question.later'), { id: String(question.id) }),
      ...(others.length > 0 ? [whomMenu(question.id, others, language)] : []),
    ),
    namesakes > 1 && actions(controls.namesakes.button(say.plain('people.namesakes.show', { count: namesakes }), { id: '0' })),
  );
}

/** The others who look like the line, to see one of them beside it. */
function whomMenu(id: IdentityQuestionId, others: OpenQuestion['others'], language: Language): Select {
  const options = others.slice(0, SELECT_OPTIONS_MAX).map((other) => ({
    value: String(other.member.id),
    label: asLabel(other.member.name),
    description: asLabel(placeOf(other, language)),
  }));
  return controls['question-whom'].menu({ label: speaker(language).plain('people.question.whom'), options }, { id });
}

interface Described {
  readonly name: string;
  readonly organisation: string | undefined;
  /** Null where there is none; undefined where it stays out. */
  readonly email: string | null | undefined;
  readonly accounts: KnownPerson['accounts'];
}

function known({ member, organisation, accounts }: KnownPerson): Described {
  // What a profile shows to nobody stays out; why it is asked may tell of it.
  const email = member.visibility.email === 'nobody' ? undefined : member.email;
  return { name: member.name, organisation: organisation?.name, email, accounts };
}

function describe({ name, organisation, email, accounts }: Described, language: Language): Text {
  const say = speaker(language);
  const parts = [
    say.plain('people.question.person', { name, organisation: organisation ?? say.plain('people.link.no-organisation') }),
    ...(email === undefined
      ? []
      : [email === null ? say.plain('people.question.no-email') : say.plain('people.question.email', { email })]),
    ...accounts.map(({ platform, user }) => say.plain('people.question.account', { platform: platformName(platform, language), user })),
  ];
  return [
    formatList(
      parts.map((part) => isolate(part, directionOf(language))),
      language,
    ),
  ];
}

/** Where the others of that name work, one by one. */
function placesOf(others: readonly Profile[], language: Language): string {
  return formatList(
    others.map((profile) => isolate(placeOf(profile, language), directionOf(language))),
    language,
  );
}

/** Parts the member from the one of that name. */
export function partButton(joined: JoinedId, name: string, language: Language): Button {
  const label = asLabel(`${speaker(language).plain('people.part.undo')} (${name})`);
  return controls.part.button(label, { id: joined, style: 'danger' });
}

/** That two are two again, and what could not be given back, by the commands that it belongs to. */
export function partedText({ stays, parted, lost }: PartedPeople, language: Language): Text {
  const say = speaker(language);
  const names = { name: stays.name, other: parted.name };
  if (lost.length === 0) return say('people.part.done', names);
  const list = formatList(
    lost.map(({ command, count }) => isolate(`${command} (${count})`)),
    language,
  );
  return say('people.part.lost', { ...names, count: lost.reduce((sum, one) => sum + one.count, 0), list });
}

/** What was just joined, and how to part it again. */
export function partCard(done: Text, joined: JoinedId, language: Language): Card {
  return cardIn(language, (say) => [
    paragraph(done),
    note(say('people.part.until')),
    actions(controls.part.button(say.plain('people.part.undo'), { id: joined, style: 'danger' })),
  ]);
}
