import { type Actor, isAllowed } from '../../core/access.js';
import { buttonsOf, card, heading, note, paragraph } from '../../core/blocks.js';
import type { Command } from '../../core/command.js';
import type { Language } from '../../core/language.js';
import type { Block, Card } from '../../core/message.js';
import { plain } from '../../core/text.js';
import { speaker } from '../../language/index.js';
import type { Member } from '../../ports/members.js';

export { card, heading, note, paragraph } from '../../core/blocks.js';
export const button = buttonsOf('community');

/** What the asker may do, command by command, from the definitions themselves. */
export function helpCard(commands: readonly Command[], actor: Actor, language: Language): Card {
  const say = speaker(language);
  const sections = commands.flatMap((command): Block[] => {
    const items = Object.entries(command.subcommands)
      .filter(([, subcommand]) => isAllowed(actor, subcommand.access))
      .map(([name, subcommand]) =>
        say('community.help.line', {
          command: { type: 'code', text: `/${command.name} ${name}` },
          description: plain(say.phrase({ key: subcommand.description })),
        }),
      );
    return items.length === 0
      ? []
      : [paragraph([{ type: 'bold', text: plain(say.phrase({ key: command.description })) }]), { type: 'list', items }];
  });
  return card(
    language,
    heading(say('community.help.title')),
    ...sections,
    !isAllowed(actor, 'member') && note(say('community.help.more-after-induction')),
  );
}

export function aboutCard(community: string, active: number, language: Language): Card {
  const say = speaker(language);
  return card(
    language,
    heading(say('community.about.title', { name: community })),
    paragraph(say('community.about.text')),
    paragraph(say('community.about.privacy')),
    note(say('community.about.members', { count: active })),
  );
}

/** To whoever administers a platform's space, while nobody organises the community. */
export function roleOfferCard(language: Language): Card {
  const say = speaker(language);
  return card(language, heading(say('people.role.offer-title')), paragraph(say('people.role.offer')), {
    type: 'actions',
    controls: [button('take-up', say.plain('people.role.take'), { style: 'primary' })],
  });
}

/** What a member is now. */
export function roleCard({ name, role }: Pick<Member, 'name' | 'role'>, language: Language): Card {
  const say = speaker(language);
  return card(language, paragraph(say('people.role.changed', { name, role })));
}

export function setupCard(language: Language, again: boolean): Card {
  const say = speaker(language);
  return card(
    language,
    heading(say('community.setup.title')),
    paragraph(again ? say('community.setup.again') : say('community.setup.text')),
    {
      type: 'actions',
      controls: [button('setup', say.plain('community.setup.start'), { style: 'primary' })],
    },
  );
}

export function setupDoneCard(name: string, language: Language): Card {
  const say = speaker(language);
  return card(language, heading(say('community.setup.done', { name })), {
    type: 'list',
    items: [say('community.setup.next-import'), say('community.setup.next-settings'), say('community.setup.next-coffee')],
  });
}
