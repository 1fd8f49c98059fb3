import { coffeeCommand } from '../../../commands/coffee.js';
import { communityCommand } from '../../../commands/community.js';
import { eventsCommand } from '../../../commands/events.js';
import { helpCommand } from '../../../commands/help.js';
import { profileCommand } from '../../../commands/profile.js';
import type { Language } from '../../../src/core/language.js';
import type { Card } from '../../../src/core/message.js';
import { commandsCard } from '../../../src/features/assist/cards/commands.js';
import { greetingCard } from '../../../src/features/assist/cards/greeting.js';
import { incompleteCard } from '../../../src/features/assist/cards/incomplete.js';
import { didYouMeanCard, entriesCard } from '../../../src/features/assist/cards/mistyped.js';
import { assistControls } from '../../../src/features/assist/controls.js';
import { features } from '../../../src/features/index.js';
import { actor, dalia, type Exhibit, haider, zainab } from './people.js';

/** Answers to whoever writes to the bot, all commands, and what may have been meant. */
export function assistExhibits(language: Language): readonly Exhibit[] {
  const card = (name: string, ...cards: readonly Card[]): Exhibit => ({ name, message: { cards } });
  const commands = [profileCommand, coffeeCommand, helpCommand, communityCommand];
  const join = { command: coffeeCommand.name, subcommand: 'join' };
  const slides = { command: eventsCommand.name, subcommand: 'slides' };
  const appoint = { command: communityCommand.name, subcommand: 'appoint' };
  const pause = { command: coffeeCommand.name, subcommand: 'pause' };
  return [
    card('greeting a member', greetingCard(features, actor(zainab, language))),
    card('greeting a newcomer', greetingCard(features, actor(dalia, language))),
    card('help for a member', commandsCard(commands, actor(zainab, language), language)),
    card('help for an organiser', commandsCard(commands, actor(haider, language), language)),
    card('help for a newcomer', commandsCard(commands, actor(dalia, language), language)),
    card('all commands of events', commandsCard([eventsCommand], actor(haider, language), language)),
    card('mistyped, one near', didYouMeanCard('/cofee join', [join], actor(zainab, language))),
    card('mistyped, several near', didYouMeanCard('/coffee jon', [join, pause], actor(zainab, language))),
    card('mistyped, with what follows', didYouMeanCard('/coffee puase', [{ ...pause, typed: '2027-02-14' }], actor(zainab, language))),
    card(
      'mistyped, with too much for a button',
      didYouMeanCard('/coffee puase', [{ ...pause, typed: '–'.repeat(60) }], actor(zainab, language)),
    ),
    ...(['appoint', 'invite'] as const).flatMap((subcommand): readonly Exhibit[] => {
      const asked = communityCommand.subcommands[subcommand];
      const of = { command: communityCommand.name, subcommand };
      return asked ? [{ name: `options of ${subcommand} (form)`, form: assistControls.run.form(of, asked, language) }] : [];
    }),
    card(
      'a command without what can be chosen',
      incompleteCard(
        slides,
        Object.values(eventsCommand.subcommands['slides']?.options ?? {}),
        [{ ...slides, typed: 'event:7', label: 'Safe spaces' }],
        language,
      ),
    ),
    card(
      'a command without two things',
      incompleteCard(appoint, Object.values(communityCommand.subcommands['appoint']?.options ?? {}), [], language),
    ),
    card('a name alone', entriesCard(coffeeCommand, actor(zainab, language))),
  ];
}
