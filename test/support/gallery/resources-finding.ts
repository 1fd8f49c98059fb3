import { toId } from '../../../src/core/ids.js';
import type { Language } from '../../../src/core/language.js';
import type { Card, Form } from '../../../src/core/message.js';
import { saveCard } from '../../../src/features/resources/saving/card.js';
import { savingControls } from '../../../src/features/resources/saving/controls.js';
import { phrase, speaker } from '../../../src/language/index.js';
import { type Exhibit } from './people.js';

/** What leads to resources, and brings them there. */
export function resourceFindingExhibits(language: Language): readonly Exhibit[] {
  const say = speaker(language);
  const card = (name: string, ...cards: readonly Card[]): Exhibit => ({ name, message: { cards } });
  const form = (name: string, shown: Form): Exhibit => ({ name: `${name} (form)`, form: shown });
  const file = { hash: 'a', size: 1_300_000, name: 'guide.pdf', type: 'pdf' } as const;
  const link = { link: 'https://example.org/guide', file: null } as const;
  return [
    card('save: a link', saveCard([{ id: toId(3), matter: link }], [], language)),
    card(
      'save: several, and one that cannot be kept',
      saveCard(
        [
          { id: toId(3), matter: { link: null, file } },
          { id: toId(4), matter: link },
        ],
        [{ name: 'film.pdf', why: phrase('resources-save.error.unreadable') }],
        language,
      ),
    ),
    card('save: begun', { language, blocks: [{ type: 'paragraph', text: say('resources-save.begun') }] }),
    form('save', savingControls.save.form(language, { values: { language } }, { id: toId(3) })),
  ];
}
