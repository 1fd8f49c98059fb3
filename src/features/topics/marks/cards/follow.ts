import { card, heading, paragraph } from '../../../../core/blocks.js';
import type { Language } from '../../../../core/language.js';
import type { Button, Card, Select } from '../../../../core/message.js';
import type { Text } from '../../../../core/text.js';
import { pageBlocks } from '../../../../feature-api/index.js';
import { pageOf } from '../../../../kit/paging.js';
import { cardIn, speaker, wordOf } from '../../../../language/index.js';
import { asLabel, sectorLabel } from '../../../members/public.js';
import { cutTitle, OPTION_TITLE_MAX } from '../../rules/title.js';
import { titleIn } from '../../text-of.js';
import type { Topic } from '../../types.js';
import { marksControls as controls } from '../controls.js';
import type { Following } from '../follow.js';

const SHOWN = 20;

/** Follows a topic, or no longer does, as it stands for the reader. */
export function followButton({ id }: Pick<Topic, 'id'>, isFollowing: boolean, language: Language): Button {
  const say = speaker(language);
  return isFollowing
    ? controls.unfollow.button(say.plain('topics-marks.button.unfollow'), { id })
    : controls.follow.button(say.plain('topics-marks.button.follow'), { id });
}

/** A page of what a member follows, and whether they get the weekly digest. `lead` is said first. */
export function followingCard(
  { topics, sectors, allSectors, digest, rhythm }: Following,
  page: number,
  language: Language,
  lead?: Text,
): Card {
  const { shown, ...numbers } = pageOf(topics, page, SHOWN);
  const day = wordOf(`common.weekday.${rhythm.day}`, rhythm.day, language);
  return cardIn(language, (say) => [
    lead && paragraph(lead),
    heading(say('topics-marks.following.title')),
    shown.length === 0
      ? paragraph(say('topics-marks.following.none'))
      : { type: 'list', items: shown.map((topic) => [titleIn(topic, language)]) },
    sectors.length > 0 && paragraph(say('topics-marks.following.sectors')),
    sectors.length > 0 && { type: 'list', items: sectors.map((sector) => [sectorLabel(sector, language)]) },
    { type: 'actions', controls: [...unfollowMenu(shown, language), sectorsMenu(sectors, allSectors, language)] },
    ...pageBlocks(numbers, language, (label, to) => controls.following.button(label, { id: to })),
    paragraph(say(digest ? 'topics-marks.digest.is-on' : 'topics-marks.digest.is-off', { day, time: rhythm.time })),
    {
      type: 'actions',
      controls: [
        digest
          ? controls.digest.button(say.plain('topics-marks.button.digest-off'), { id: 'off' })
          : controls.digest.button(say.plain('topics-marks.button.digest-on'), { id: 'on', style: 'primary' }),
      ],
    },
  ]);
}

/** What became of following a topic, and the way to all that is followed. */
export function followedCard(text: Text, language: Language): Card {
  const following = controls.following.button(speaker(language).plain('topics-marks.button.following'), { id: 0 });
  return card(language, paragraph(text), { type: 'actions', controls: [following] });
}

function unfollowMenu(topics: readonly Topic[], language: Language): readonly Select[] {
  if (topics.length === 0) return [];
  const options = topics.map((topic) => ({ value: String(topic.id), label: cutTitle(titleIn(topic, language), OPTION_TITLE_MAX) }));
  return [controls.unfollow.menu({ label: speaker(language).plain('topics-marks.following.unfollow'), options }, { id: undefined })];
}

function sectorsMenu(chosen: readonly string[], all: readonly string[], language: Language): Select {
  return controls.sectors.menu({
    label: speaker(language).plain('topics-marks.following.choose-sectors'),
    options: all.map((sector) => ({ value: sector, label: asLabel(sectorLabel(sector, language)) })),
    chosen,
    min: 0,
    max: all.length,
  });
}
