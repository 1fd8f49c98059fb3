import { actions, heading, paragraph } from '../../../core/blocks.js';
import type { Language } from '../../../core/language.js';
import type { Card } from '../../../core/message.js';
import type { Settings } from '../../../core/settings.js';
import { cardIn, purposeLabel } from '../../../language/index.js';
import type { ChannelPurpose } from '../../../ports/chat.js';
import { platformName } from '../../members/public.js';
import { pagesOf } from '../channels-form.js';
import { communityControls as controls } from '../controls.js';

/** Where the bot posts on each platform. */
export function channelsCard(
  settings: Settings,
  platforms: readonly string[],
  purposes: readonly ChannelPurpose[],
  language: Language,
): Card {
  return cardIn(language, (say) => [
    heading(say('people.channels.area')),
    paragraph(say('people.channels.text')),
    ...(platforms.length === 0 ? [paragraph(say('people.channels.none'))] : []),
    ...platforms.map((platform) => ({
      type: 'facts' as const,
      items: purposes.map(({ name }) => {
        const channel = settings.channels[platform]?.[name];
        return {
          label: [`${platformName(platform, language)} · ${purposeLabel(name, language)}`],
          value: channel === undefined ? say('people.channels.usual', { name }) : say('people.channels.set', { channel }),
        };
      }),
    })),
    actions(
      ...platforms.flatMap((platform) =>
        pagesOf(purposes).map((_, page) => {
          const label = say.plain('people.channels.change', { platform: platformName(platform, language) });
          return controls.channels.button(page === 0 ? label : `${label} (${page + 1})`, { id: { platform, page } });
        }),
      ),
      controls.settings.button(say.plain('common.back')),
    ),
  ]);
}
