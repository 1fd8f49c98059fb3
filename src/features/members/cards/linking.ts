import { actions, heading, note, paragraph } from '../../../core/blocks.js';
import type { Language } from '../../../core/language.js';
import type { Card } from '../../../core/message.js';
import type { Text } from '../../../core/text.js';
import { cardIn, formatList } from '../../../language/index.js';
import { membersControls as controls } from '../controls.js';
import { CODE_MINUTES, type LinkPreview, type OwnAccount } from '../linking.js';
import { platformName } from '../platform-name.js';

function platformList(platforms: readonly string[], language: Language): string {
  return formatList(
    platforms.map((platform) => platformName(platform, language)),
    language,
  );
}

/** A member's own accounts, with a code to add another. `done`: what was just done. */
export function accountsCard(accounts: readonly OwnAccount[], code: string | undefined, language: Language, done?: Text): Card {
  const name = ({ platform }: OwnAccount) => platformName(platform, language);
  const mayGo = accounts.filter((account) => account.mayGo);
  return cardIn(language, (say) => [
    done && paragraph(done),
    heading(say('people.link.title')),
    {
      type: 'list',
      items: accounts.map((account) => say(wordsOf(account), { platform: name(account) })),
    },
    code !== undefined && paragraph(say('people.link.how', { minutes: CODE_MINUTES })),
    code !== undefined && paragraph([{ type: 'code', text: `/profile link code:${code}` }]),
    code !== undefined && note(say('people.link.once')),
    mayGo.length > 0 &&
      actions(
        ...mayGo.map((account) =>
          controls.unlink.button(say.plain('people.link.unlink', { platform: name(account) }), { id: account.token, style: 'danger' }),
        ),
      ),
  ]);
}

function wordsOf({ current, hasLeft }: OwnAccount) {
  if (hasLeft) return 'people.link.account-left';
  return current ? 'people.link.account-this' : 'people.link.account';
}

/** Asks before two profiles become one: whose code it is, and what will be kept. */
export function linkCard(preview: LinkPreview, language: Language): Card {
  const { member: other, organisation, platforms, otherPlatforms, stays, joined } = preview;
  return cardIn(language, (say) => [
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
        ...joined.map((sentence) => say.phrase(sentence)),
        say('people.link.keep-private'),
      ],
    },
    paragraph(say('people.link.not-you', { cancel: say.plain('common.cancel') })),
    actions(
      controls['link-confirm'].button(say.plain('people.link.confirm'), { id: preview.id, style: 'primary' }),
      controls['link-cancel'].button(say.plain('common.cancel'), { id: preview.id }),
    ),
  ]);
}

/** Tells whoever made the code that it was used on `platform`. */
export function linkedCard(platform: string, language: Language): Card {
  return cardIn(language, (say) => [
    paragraph(say('people.link.told', { platform: platformName(platform, language) })),
    paragraph(say('people.link.told-not-you', { command: { type: 'code', text: '/profile link' } })),
  ]);
}
