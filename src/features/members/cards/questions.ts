import { actions, card, heading, note, paragraph } from '../../../core/blocks.js';
import type { Language } from '../../../core/language.js';
import type { Button, Card } from '../../../core/message.js';
import type { Text } from '../../../core/text.js';
import { cardIn, formatList, isolate, sharedLabel, speaker } from '../../../language/index.js';
import { membersControls as controls } from '../controls.js';
import type { OpenQuestion } from '../identity-questions.js';
import type { PartedPeople } from '../parting.js';
import { platformName } from '../platform-name.js';
import { asLabel } from '../text.js';
import type { JoinedId, Profile } from '../types.js';
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
  const { question, member, organisation, accounts, others, left, namesakes } = open;
  const { row } = question;
  const emailPart = (email: string | null) =>
    email === null ? say.plain('people.question.no-email') : say.plain('people.question.email', { email });
  const describe = (of: {
    readonly name: string;
    readonly organisation: string | undefined;
    readonly email: string | null | undefined;
    readonly accounts: OpenQuestion['accounts'];
  }): Text => {
    const parts = [
      say.plain('people.question.person', { name: of.name, organisation: of.organisation ?? say.plain('people.link.no-organisation') }),
      ...(of.email === undefined ? [] : [emailPart(of.email)]),
      ...of.accounts.map(({ platform, user }) =>
        say.plain('people.question.account', { platform: platformName(platform, language), user }),
      ),
    ];
    return [
      formatList(
        parts.map((part) => isolate(part)),
        language,
      ),
    ];
  };
  const known = {
    name: member.name,
    organisation: organisation?.name,
    // What a profile shows to nobody stays out; why it is asked may tell of it.
    email: member.visibility.email === 'nobody' ? undefined : member.email,
    accounts,
  };
  return card(
    language,
    heading(say('people.question.title', { left })),
    {
      type: 'facts',
      items: [
        { label: say('people.question.known'), value: describe(known) },
        { label: say('people.question.listed'), value: describe({ ...row, email: row.email ?? null }) },
      ],
    },
    paragraph(say(`members.import.ask.${question.reason}`, { name: member.name })),
    others.length > 0 && paragraph(say('people.question.others', { places: placesOf(others, language) })),
    note(say('people.question.if-same')),
    actions(
      controls['question-different'].button(say.plain('people.question.different'), { id: question.id }),
      controls['question-same'].button(say.plain('people.question.same'), { id: question.id }),
      controls['question-next'].button(say.plain('people.question.later'), { id: String(question.id) }),
    ),
    namesakes > 1 && actions(controls.namesakes.button(say.plain('people.namesakes.show', { count: namesakes }), { id: '0' })),
  );
}

/** Where the others of that name work, one by one. */
function placesOf(others: readonly Profile[], language: Language): string {
  return formatList(
    others.map((profile) => isolate(placeOf(profile, language))),
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
