import { card, paragraph } from '../../../../core/blocks.js';
import type { Language } from '../../../../core/language.js';
import type { Card } from '../../../../core/message.js';
import { cardIn, speaker } from '../../../../language/index.js';
import type { Platform } from '../../../../ports/chat.js';
import { platformName } from '../../../members/public.js';
import { titleIn } from '../../text-of.js';
import type { Topic } from '../../types.js';
import type { LostThread } from '../lost.js';

/** What an organiser just did to a topic. */
export function openedCard(topic: Topic, opened: boolean, language: Language): Card {
  const title = titleIn(topic, language);
  return cardIn(language, (say) => [paragraph(say(opened ? 'topics-discussion.open.done' : 'topics-discussion.open.again', { title }))]);
}

/** For organisers: what somebody did to a thread of an open topic, and what they can do. */
export function threadLostCard(topic: Topic, platform: Platform, what: LostThread, language: Language): Card {
  const values = { title: titleIn(topic, language), platform: platformName(platform, language), command: `/topics open ${topic.id}` };
  return card(language, paragraph(speaker(language)(`topics-discussion.lost.${what}`, values)));
}

/** What an organiser decided about the copying of what one member writes. */
export function mirroringCard(name: string, stopped: boolean, language: Language): Card {
  return card(
    language,
    paragraph(speaker(language)(stopped ? 'topics-discussion.mirroring.stopped' : 'topics-discussion.mirroring.allowed', { name })),
  );
}
