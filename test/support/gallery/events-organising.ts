import { toId } from '../../../src/core/ids.js';
import type { Language } from '../../../src/core/language.js';
import type { Card, Form } from '../../../src/core/message.js';
import { sheetCard } from '../../../src/features/events/registration/organising/cards/list.js';
import type { SessionId } from '../../../src/features/events/types.js';
import { messageCard, previewCard, sentCard } from '../../../src/features/events/writing/cards/message.js';
import { whomText } from '../../../src/features/events/writing/cards/whom.js';
import { writingControls } from '../../../src/features/events/writing/controls.js';
import { GROUPS, writeWhom } from '../../../src/features/events/writing/rules/whom.js';
import { event, session, whole } from './events.js';
import type { Exhibit } from './people.js';

const sessions = [session, { ...session, id: toId<SessionId>(6), position: 2 }];
const words = 'The room has changed: Hall 3. @everyone *bold*';

/** With which organisers keep lists and write to people. */
export function eventOrganisingExhibits(language: Language): readonly Exhibit[] {
  const card = (name: string, ...cards: readonly Card[]): Exhibit => ({ name, message: { cards } });
  const form = (name: string, made: Form): Exhibit => ({ name: `${name} (form)`, form: made });
  const all = [
    ...GROUPS.map((group) => ({ type: 'group', group }) as const),
    { type: 'session', session: session.id, was: true } as const,
    { type: 'session', session: session.id, was: false } as const,
  ];
  const preview = { ...whole, id: toId<never>(3), whom: { type: 'group', group: 'going' }, words } as const;
  return [
    card('the sheet to sign', sheetCard(event, 12, language)),
    card('an empty sheet to sign', sheetCard(event, 0, language)),
    card('a message before it is sent', previewCard({ ...preview, recipients: 12, untold: 0, unasked: 0, later: 0 }, language)),
    card('one that some can’t be told', previewCard({ ...preview, recipients: 1, untold: 2, unasked: 34, later: 1 }, language)),
    card('it is sent', sentCard(event, 12, language)),
    card('what people read', messageCard(event, words, language)),
    form(
      'a message',
      writingControls.message.form(
        language,
        { options: { whom: all.map((whom, index) => ({ value: writeWhom(whom), label: whomText(whom, sessions, index + 1, language) })) } },
        { id: event.id },
      ),
    ),
  ];
}
