import { card, heading, note, paragraph } from '../../../../core/blocks.js';
import type { Language } from '../../../../core/language.js';
import type { Block, Card } from '../../../../core/message.js';
import type { Text } from '../../../../core/text.js';
import { cardIn, formatList, isolate, speaker } from '../../../../language/index.js';
import type { Poll } from '../../types.js';
import { marksControls as controls } from '../controls.js';
import type { PollView } from '../poll.js';

/** How many names stand beside an answer. */
const NAMES_SHOWN = 15;

/**
 * A poll in a topic's thread: in its own language, with a line on how it stands and works in the community's other ones. It is one card, because
 * some readers see the card of their language only, and everybody votes.
 */
export function pollCard(view: PollView, languages: readonly Language[]): Card {
  const { poll, answers } = view;
  const { language } = poll;
  return cardIn(language, (say) => [
    heading(say('topics-marks.poll.title')),
    { type: 'quote', text: [poll.question] },
    {
      type: 'facts',
      items: answers.map(({ option, count, names }) => ({
        label: [option],
        value: countText(count, poll.anonymous ? [] : names, language),
      })),
    },
    note(howText(view, language)),
    ...languages.filter((other) => other !== language).map((other) => note(howText(view, other))),
    ...(view.isOpen ? [choices(poll)] : []),
  ]);
}

function countText(count: number, names: readonly string[], language: Language): Text {
  const say = speaker(language);
  const votes = say.plain('topics-marks.poll.votes', { count });
  if (names.length === 0) return [votes];
  const shown = names.slice(0, NAMES_SHOWN).map((name) => isolate(name));
  const more = names.length - shown.length;
  return [
    `${votes}: ${formatList([...shown, ...(more > 0 ? [say.plain('topics-marks.poll.more-names', { count: more })] : [])], language)}`,
  ];
}

/** How many have voted, and how it works. */
function howText({ poll, voters, isOpen }: PollView, language: Language): Text {
  const say = speaker(language);
  const voted = [say.plain('topics-marks.poll.voters', { count: voters }), ' '];
  if (!isOpen) return [...voted, ...say('topics-marks.poll.closed')];
  return [
    ...voted,
    say.plain(poll.multiple ? 'topics-marks.poll.how-several' : 'topics-marks.poll.how-one'),
    ' ',
    say.plain(poll.anonymous ? 'topics-marks.poll.how-anonymous' : 'topics-marks.poll.how-names'),
  ];
}

/** A button for each answer, or a menu where several can be chosen. */
function choices({ id, language, options, multiple }: Poll, chosen: readonly number[] = []): Block {
  const say = speaker(language);
  if (!multiple) {
    const buttons = options.map((option, choice) => controls.vote.button(option, { id: { poll: id, choice } }));
    return { type: 'actions', controls: buttons };
  }
  const select = {
    label: say.plain('topics-marks.poll.choose'),
    options: options.map((label, choice) => ({ value: String(choice), label })),
    max: options.length,
    ...(chosen.length > 0 && { chosen: chosen.map(String) }),
  };
  return { type: 'actions', controls: [controls.vote.menu(select, { id: { poll: id, choice: undefined } })] };
}

/** What the member chose. Only they see it. */
export function votedCard({ poll, chosen }: { readonly poll: Poll; readonly chosen: readonly number[] }, language: Language): Card {
  const say = speaker(language);
  if (chosen.length === 0) return card(language, paragraph(say('topics-marks.poll.taken-back')));
  return card(
    language,
    paragraph(say('topics-marks.poll.voted')),
    { type: 'list', items: chosen.map((choice) => [poll.options[choice] ?? '']) },
    note(say(poll.anonymous ? 'topics-marks.poll.voted-anonymous' : 'topics-marks.poll.voted-named')),
    {
      type: 'actions',
      controls: [
        controls['take-vote-back'].button(say.plain('topics-marks.button.take-vote-back'), { id: { poll: poll.id, choice: undefined } }),
      ],
    },
  );
}
