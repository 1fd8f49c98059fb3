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
