import { card, heading, paragraph } from '../../../../core/blocks.js';
import type { Language } from '../../../../core/language.js';
import type { Card } from '../../../../core/message.js';
import type { Settings } from '../../../../core/settings.js';
import type { Text } from '../../../../core/text.js';
import { speaker } from '../../../../language/index.js';
import { topicsSection } from '../../settings.js';
import { titleIn } from '../../text-of.js';
import type { Topic } from '../../types.js';
import { discussionControls as controls } from '../controls.js';

/** What a member just did about following a topic, and how they take it back. */
export function followCard(topic: Topic, follows: boolean, language: Language): Card {
  const say = speaker(language);
  const { id } = topic;
  return card(
    language,
    paragraph(say(follows ? 'topics-discussion.follow.yes' : 'topics-discussion.follow.no', { title: titleIn(topic, language) })),
    {
      type: 'actions',
      controls: [
        follows
          ? controls.unfollow.button(say.plain('topics-discussion.button.unfollow'), { id })
          : controls.follow.button(say.plain('topics-discussion.button.follow'), { id }),
      ],
    },
  );
}

/** What an organiser just did to a topic. */
export function openedCard(topic: Topic, opened: boolean, language: Language): Card {
  const say = speaker(language);
  const title = titleIn(topic, language);
  return card(language, paragraph(say(opened ? 'topics-discussion.open.done' : 'topics-discussion.open.again', { title })));
}

/** What an organiser decided about the copying of what one member writes. */
export function mirroringCard(name: string, stopped: boolean, language: Language): Card {
  return card(
    language,
    paragraph(speaker(language)(stopped ? 'topics-discussion.mirroring.stopped' : 'topics-discussion.mirroring.allowed', { name })),
  );
}

/** The settings of topics. `lead` is said first. */
export function discussionSettingsCard(settings: Settings, language: Language, lead?: Text): Card {
  const say = speaker(language);
  return card(
    language,
    heading(say('topics-discussion.settings.title')),
    lead && paragraph(lead),
    ...topicsSection.cardBlocks(settings, language),
    {
      type: 'actions',
      controls: [controls['discussion-settings'].button(say.plain('topics-discussion.settings.title'), { form: 'discussion' })],
    },
  );
}
