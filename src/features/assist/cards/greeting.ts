import type { Actor } from '../../../core/access.js';
import { actions, heading, note, paragraph } from '../../../core/blocks.js';
import { typedAs } from '../../../core/command.js';
import type { Card } from '../../../core/message.js';
import type { FeatureSet, Offered } from '../../../feature-api/index.js';
import { cardIn } from '../../../language/index.js';
import { assistControls } from '../controls.js';
import { HELP } from '../names.js';
import { offersFor } from '../rules/offers.js';

const HELP_OFFER: Offered = { ...HELP, label: 'assist.button.help' };

/** Three things that its reader can do now. */
export function greetingCard(features: FeatureSet, reader: Pick<Actor, 'name' | 'language' | 'role' | 'status'>): Card {
  const { language, name, status } = reader;
  const offers = offersFor(reader, features.all, features.commands, HELP_OFFER);
  return cardIn(language, (say) => [
    heading(say('assist.greeting.title', { name })),
    paragraph(say(status === 'newcomer' ? 'assist.greeting.newcomer' : 'assist.greeting.text')),
    actions(
      ...offers.map((offer, index) => assistControls.run.button(say.plainKey(offer.label), offer, index === 0 ? { style: 'primary' } : {})),
    ),
    note(say('assist.greeting.note', { command: { type: 'code', text: typedAs(HELP) } })),
  ]);
}
