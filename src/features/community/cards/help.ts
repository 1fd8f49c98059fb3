import { type Actor, isAllowed } from '../../../core/access.js';
import { card, heading, note, paragraph } from '../../../core/blocks.js';
import type { Command } from '../../../core/command.js';
import type { Language } from '../../../core/language.js';
import type { Block, Card } from '../../../core/message.js';
import { plain } from '../../../core/text.js';
import { speaker } from '../../../language/index.js';

/** What the asker may do, command by command, derived from the commands' definitions. */
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
