import { paragraph } from '../../../../core/blocks.js';
import type { Language } from '../../../../core/language.js';
import type { Block } from '../../../../core/message.js';
import type { Inline } from '../../../../core/text.js';
import type { Instant, Zone } from '../../../../core/time.js';
import { formatInstant, speaker } from '../../../../language/index.js';
import { sectorLabel } from '../../../members/public.js';
import { textIn } from '../../text-of.js';
import type { Topic } from '../../types.js';

export function moment(instant: Instant, zone: Zone, language: Language): Exclude<Inline, string> {
  return { type: 'time', instant, zone, style: 'date-time', label: formatInstant(instant, zone, language, 'date-time') };
}

export function bold(text: string): Block {
  return paragraph([{ type: 'bold', text }]);
}

export function titleQuote(topic: Topic, language: Language): Block {
  return { type: 'quote', text: [textIn(topic, language)?.title ?? ''] };
}

/** What a topic asks, in which language and sector, and when it opens. */
export function topicBlocks(topic: Topic, zone: Zone, language: Language): readonly Block[] {
  const say = speaker(language);
  const question = textIn(topic, language)?.question ?? '';
  return [
    titleQuote(topic, language),
    ...(question === '' ? [] : [bold(say.plain('topics.card.question')), { type: 'quote', text: [question] } as const]),
    {
      type: 'facts',
      items: [
        {
          label: say(topic.state === 'open' ? 'topics-facilitators.opened' : 'topics-facilitators.opens'),
          value: [openingOf(topic, zone, language)],
        },
        { label: say('topics.form.language'), value: [say.plain(`common.language.${topic.language}`)] },
        ...(topic.sector === null ? [] : [{ label: say('topics.form.sector'), value: [sectorLabel(topic.sector, language)] }]),
      ],
    },
  ];
}

export function openingOf({ openedAt, opensAt }: Topic, zone: Zone, language: Language): Exclude<Inline, string> {
  return moment(openedAt ?? opensAt, zone, language);
}
