import { actions, heading, note, paragraph } from '../../../core/blocks.js';
import type { Language } from '../../../core/language.js';
import type { Block, Card } from '../../../core/message.js';
import type { Phrase } from '../../../core/phrase.js';
import { cardIn } from '../../../language/index.js';
import { sizeText } from '../cards/labels.js';
import type { KeptMatter, SaveId } from '../types.js';
import { savingControls as controls } from './controls.js';

/** A file or a link that cannot be kept, and why. */
export interface Refused {
  readonly name: string;
  readonly why: Phrase;
}

/** What of a message can be added to the resource centre, and what cannot. */
export function saveCard(
  kept: readonly { readonly id: SaveId; readonly matter: KeptMatter }[],
  refused: readonly Refused[],
  language: Language,
): Card {
  return cardIn(language, (say) => [
    heading(say('resources-save.title')),
    ...kept.flatMap(({ id, matter }): Block[] => [
      paragraph([matterText(matter, language)]),
      actions(controls.save.button(say.plain('resources-save.button'), { id, ...(kept.length === 1 && { style: 'primary' }) })),
    ]),
    ...refused.flatMap(({ name, why }): Block[] => [paragraph([name]), note(say.phrase(why))]),
    kept.length > 0 && note(say('resources-save.note')),
  ]);
}

function matterText({ link, file }: KeptMatter, language: Language) {
  if (file !== null) return `${file.name} · ${sizeText(file.size, language)}`;
  return { type: 'link', url: link, label: link } as const;
}
