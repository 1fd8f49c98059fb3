import { card, heading, note, paragraph } from '../../../../core/blocks.js';
import type { Language } from '../../../../core/language.js';
import type { Block, Button, Card } from '../../../../core/message.js';
import type { Text } from '../../../../core/text.js';
import { cardIn, formatInstant, speaker } from '../../../../language/index.js';
import { platformName } from '../../../members/public.js';
import { cutTitle, HEADING_TITLE_MAX, OPTION_TITLE_MAX } from '../../rules/title.js';
import { titleIn } from '../../text-of.js';
import { MARKS, type Mark, type Topic } from '../../types.js';
import { marksControls as controls } from '../controls.js';
import type { TopicReader } from '../follow.js';
import type { ContributionView } from '../mark.js';
import type { PickView } from '../pick.js';
import { followButton } from './follow.js';

/** The private choice that opens from the menu of a message: what the reader can do with a contribution. `lead` is said first. */
export function contributionCard(view: ContributionView, language: Language, lead?: Text): Card {
  const { contribution, topic } = view;
  const say = speaker(language);
  const { id, questionAnsweredAt } = contribution;
  const isAnswered = questionAnsweredAt !== null;
  const question = isAnswered
    ? controls.unanswered.button(say.plain('topics-marks.button.unanswered'), { id })
    : controls.answered.button(say.plain('topics-marks.button.answered'), { id });
  return card(
    language,
    lead && paragraph(lead),
    heading(say('topics-marks.menu.title')),
    paragraph(say('topics-marks.menu.text')),
    ...marksBlock(view, language),
    { type: 'actions', controls: MARKS.map((mark) => markButton(view, mark, language)) },
    isAnswered && note(say('topics-marks.menu.is-answered')),
    {
      type: 'actions',
      controls: [
        ...(view.mayAnswer ? [question] : []),
        followButton(topic, view.isFollowing, language),
        ...(view.isAuthor ? [] : [controls.report.button(say.plain('topics-marks.button.report'), { id })]),
        ...(view.mayHide ? [controls.hide.button(say.plain('topics-marks.button.hide'), { id, style: 'danger' })] : []),
      ],
    },
  );
}

/** How often it was marked, where it was. */
function marksBlock({ counts }: ContributionView, language: Language): readonly Block[] {
  const say = speaker(language);
  const items = MARKS.filter((mark) => counts[mark] > 0).map((mark) => ({
    label: say(`topics-marks.mark.${mark}`),
    value: say('topics-marks.menu.marked', { count: counts[mark] }),
  }));
  return items.length === 0 ? [] : [{ type: 'facts', items }];
}

function markButton({ contribution: { id }, own }: ContributionView, mark: Mark, language: Language): Button {
  const say = speaker(language);
  const options = { id: { contribution: id, mark } };
  return own.includes(mark)
    ? controls.unmark.button(say.plain(`topics-marks.button.unmark-${mark}`), options)
    : controls.mark.button(say.plain(`topics-marks.button.mark-${mark}`), options);
}

/** The same for a message of the bot in a topic's thread, which nobody contributed. */
export function topicMenuCard(topic: Topic, reader: TopicReader, language: Language): Card {
  return cardIn(language, (say) => [
    heading([cutTitle(titleIn(topic, language), HEADING_TITLE_MAX)]),
    paragraph(say(reader.leads ? 'topics-marks.menu.leader' : 'topics-marks.menu.topic')),
    {
      type: 'actions',
      controls: [
        controls.pick.button(say.plain('topics-marks.button.pick'), { id: topic.id }),
        followButton(topic, reader.isFollowing, language),
        ...(topic.state === 'open' ? [controls.poll.button(say.plain('topics-marks.button.poll'), { id: topic.id })] : []),
      ],
    },
  ]);
}

/** The newest contributions to a topic: whoever chooses one sees what can be done with it. */
export function pickCard({ topic, contributions, zone }: PickView, language: Language): Card {
  const say = speaker(language);
  const options = contributions.map(({ id, line, at, platform }) => ({
    value: String(id),
    label: cutTitle(
      line ??
        say.plain('topics-marks.pick.unread', {
          time: formatInstant(at, zone, language, 'date-time'),
          platform: platformName(platform, language),
        }),
      OPTION_TITLE_MAX,
    ),
  }));
  return card(
    language,
    heading([cutTitle(titleIn(topic, language), HEADING_TITLE_MAX)]),
    paragraph(say(options.length === 0 ? 'topics-marks.pick.none' : 'topics-marks.pick.text')),
    options.length > 0 && {
      type: 'actions',
      controls: [controls.contribution.menu({ label: say.plain('topics-marks.pick.label'), options })],
    },
  );
}

/** Asks before a contribution is reported. */
export function reportCard({ contribution: { id } }: Pick<ContributionView, 'contribution'>, language: Language): Card {
  return cardIn(language, (say) => [
    heading(say('topics-marks.report.title')),
    paragraph(say('topics-marks.report.ask')),
    {
      type: 'actions',
      controls: [controls['report-yes'].button(say.plain('topics-marks.button.report-yes'), { id, style: 'danger' })],
    },
  ]);
}

/** What was done, in a sentence. */
export function saidCard(text: Text, language: Language): Card {
  return card(language, paragraph(text));
}
