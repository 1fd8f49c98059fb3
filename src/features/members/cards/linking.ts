import type { Language } from '../../../core/language.js';
import type { Card } from '../../../core/message.js';
import type { Text } from '../../../core/text.js';
import { formatList, speaker } from '../../../language/index.js';
import { CODE_MINUTES, type LinkPreview, type OwnAccount } from '../linking.js';
import { button, card, heading, note, paragraph } from './controls.js';

/** What people call a platform; one without a word of ours shows its own. */
export function platformName(platform: string, language: Language): string {
  const say = speaker(language);
  switch (platform) {
    case 'web':
    case 'slack':
    case 'discord':
      return say.plain(`people.platform.${platform}`);
    default:
      return platform;
  }
}

function platformList(platforms: readonly string[], language: Language): string {
  return formatList(
    platforms.map((platform) => platformName(platform, language)),
    language,
  );
}

/** One's accounts, with a code to add another; `said` is what has just been done. */
export function accountsCard(accounts: readonly OwnAccount[], code: string | undefined, language: Language, said?: Text): Card {
  const say = speaker(language);
  const name = ({ platform }: OwnAccount) => platformName(platform, language);
  return card(
    language,
    said && paragraph(said),
    heading(say('people.link.title')),
    {
      type: 'list',
      items: accounts.map((account) =>
        say(account.current ? 'people.link.account-this' : 'people.link.account', { platform: name(account) }),
      ),
    },
    code !== undefined && paragraph(say('people.link.how', { minutes: CODE_MINUTES })),
    code !== undefined && paragraph([{ type: 'code', text: `/profile link code:${code}` }]),
    code !== undefined && note(say('people.link.once')),
    accounts.length > 1 && {
      type: 'actions',
      controls: accounts.map((account) =>
        button('unlink', say.plain('people.link.unlink', { platform: name(account) }), { id: account.token, style: 'danger' }),
      ),
    },
  );
}

/** Asks before two profiles become one: whose code it is, and what will be kept. */
export function linkCard(preview: LinkPreview, language: Language): Card {
  const say = speaker(language);
  const { other, organisation, platforms, otherPlatforms, stays } = preview;
  return card(
    language,
    heading(say('people.link.ask-title')),
    paragraph(
      say('people.link.ask', {
        name: other.name,
        organisation: organisation?.name ?? say.plain('people.link.no-organisation'),
        platforms: platformList(otherPlatforms, language),
      }),
    ),
    {
      type: 'list',
      items: [
        say('people.link.keep-accounts', { platforms: platformList(platforms, language) }),
        say('people.link.keep-profile', { name: stays.name }),
        say('people.link.keep-private'),
      ],
    },
    paragraph(say('people.link.not-you', { cancel: say.plain('common.cancel') })),
    {
      type: 'actions',
      controls: [
        button('link-confirm', say.plain('people.link.confirm'), { id: preview.id, style: 'primary' }),
        button('link-cancel', say.plain('common.cancel'), { id: preview.id }),
      ],
    },
  );
}

/** To whoever made the code: it was used, on `platform`. */
export function linkedCard(platform: string, language: Language): Card {
  const say = speaker(language);
  return card(
    language,
    paragraph(say('people.link.told', { platform: platformName(platform, language) })),
    paragraph(say('people.link.told-not-you', { command: { type: 'code', text: '/profile link' } })),
  );
}
