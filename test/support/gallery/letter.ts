import { toId } from '../../../src/core/ids.js';
import type { Language } from '../../../src/core/language.js';
import type { Card, Form } from '../../../src/core/message.js';
import { after, DAY } from '../../../src/core/time.js';
import { itemsCard, previewCards } from '../../../src/features/letter/cards/letter.js';
import { approveCard, mailsCard, overviewCard } from '../../../src/features/letter/cards/overview.js';
import { ownMailCard } from '../../../src/features/letter/cards/own.js';
import { chatCard, doneCard, draftedCard, goneCard, stoppedCard } from '../../../src/features/letter/cards/told.js';
import { letterControls as controls } from '../../../src/features/letter/controls.js';
import type { LetterView } from '../../../src/features/letter/find.js';
import { letterCard } from '../../../src/features/letter/render/card.js';
import { toLetterMonth } from '../../../src/features/letter/rules/times.js';
import type { Edit, Letter, LetterMail, MailCounts } from '../../../src/features/letter/types.js';
import { speaker } from '../../../src/language/index.js';
import { letterSections, writtenLetter } from '../letter.js';
import { settingsOf } from '../settings.js';
import { type Exhibit, haider, karwan, NOW, zainab } from './people.js';

/** All that can be seen of letters. */
export function letterExhibits(language: Language): readonly Exhibit[] {
  const say = speaker(language);
  const card = (name: string, ...cards: readonly Card[]): Exhibit => ({ name, message: { cards } });
  const form = (name: string, shown: Form): Exhibit => ({ name: `${name} (form)`, form: shown });
  const settings = settingsOf({});
  const { timezone } = zainab;
  const letter: Letter = {
    id: toId(3),
    month: toLetterMonth('2026-12'),
    state: 'draft',
    version: 4,
    from: after(NOW, -31 * DAY),
    to: NOW,
    sendAt: after(NOW, 3 * DAY),
    content: { en: letterSections('en'), ar: letterSections('ar'), ckb: letterSections('ckb') },
    approvedBy: null,
    approvedAt: null,
    sentAt: null,
  };
  const edit: Edit = { editor: haider.id, language, item: '', title: 'x', words: '', leftOut: false, madeAt: NOW };
  const edits = [edit, { ...edit, item: 'resources:7', title: 'y' }, { ...edit, editor: null, item: 'events:12', leftOut: true }];
  const names = new Map([haider, zainab, karwan].map(({ id, name }) => [id, name]));
  const view: LetterView = { letter, edits: [], names, counts: undefined };
  const approved: Letter = { ...letter, state: 'approved', approvedBy: haider.id, approvedAt: NOW };
  const sent: Letter = { ...approved, state: 'sent', sentAt: after(NOW, 3 * DAY) };
  const counts: MailCounts = { waiting: 2, sending: 1, sent: 41, refused: 1, bounced: 1, failed: 1, unknown: 1, dropped: 3 };
  const overview = { view, nextDraft: after(NOW, 30 * DAY), mails: 12, copies: 3, refused: 0 };
  const shown = { reader: language, timezone, isMailed: true, canTest: true };
  const mail = (state: LetterMail['state'], reason: string | null, name: string) => ({
    letter: letter.id,
    member: zainab.id,
    addressHash: '',
    state,
    attempts: 1,
    reason,
    name,
  });
  const seen = { id: letter.id, version: 4 };
  const own = (state: 'yes' | 'no' | 'other' | 'refused' | 'none') =>
    ownMailCard({ state, email: state === 'none' ? null : 'zainab@example.org' }, language);
  return [
    card('the letter in the channel', chatCard(writtenLetter(language))),
    card('the letter in the channel, in all languages', ...(['en', 'ar', 'ckb'] as const).map((each) => chatCard(writtenLetter(each)))),
    card('the letter alone', letterCard(writtenLetter(language))),
    card('the draft', draftedCard(letter, false, { language, timezone }), draftedCard(letter, true, { language, timezone })),
    card('to read', ...previewCards({ ...view, edits }, writtenLetter(language), shown)),
    card(
      'to read, approved',
      ...previewCards({ ...view, letter: approved }, writtenLetter('ar'), { ...shown, isMailed: false, canTest: false }),
    ),
    card('changed meanwhile', ...previewCards({ ...view, edits }, writtenLetter(language), { ...shown, lead: say('letter.done.changed') })),
    card('what can be changed', itemsCard({ ...view, edits }, language, 0, language)),
    card('where it stands: draft', overviewCard({ ...overview, view: { ...view, edits } }, settings, language)),
    card('where it stands: approved', overviewCard({ ...overview, view: { ...view, letter: approved } }, settings, language)),
    card('where it stands: sent', overviewCard({ ...overview, view: { ...view, letter: sent, counts }, refused: 2 }, settings, language)),
    card(
      'where it stands: none',
      overviewCard({ view: undefined, nextDraft: undefined, mails: undefined, copies: 0, refused: 0 }, settings, language),
      overviewCard({ ...overview, view: { ...view, letter: { ...letter, state: 'lapsed' } }, mails: 0, copies: 1 }, settings, language),
    ),
    card(
      'approve',
      approveCard(letter, { mails: 12, mailsBy: { en: 2, ar: 9, ckb: 1 }, copies: 3 }, { language, timezone, now: NOW, hasMail: true }),
      approveCard(
        { ...letter, sendAt: NOW },
        { mails: 0, mailsBy: { en: 0, ar: 0, ckb: 0 }, copies: 0 },
        { language, timezone, now: NOW, hasMail: false },
      ),
    ),
    card(
      'mails that did not arrive',
      mailsCard(
        sent,
        {
          mails: [
            mail('failed', '451', zainab.name),
            mail('refused', '550 5.1.1', karwan.name),
            mail('bounced', 'bounced', zainab.name),
            mail('unknown', 'ECONNECTION', zainab.name),
          ],
          states: new Set(['failed', 'refused', 'bounced', 'unknown']),
          total: 25,
          page: 0,
          pages: 2,
        },
        language,
      ),
      mailsCard(sent, { mails: [], states: new Set(), total: 0, page: 0, pages: 1 }, language),
    ),
    card('by mail', ...(['no', 'yes', 'other', 'refused', 'none'] as const).map(own)),
    card('stopped', stoppedCard(language)),
    card('nothing is left of it', goneCard(language)),
    card('done', doneCard(say('letter.done.test', { address: 'zainab@example.org' }), language)),
    card(
      'done: bounces',
      ...[
        { known: 0, unknown: 2 },
        { known: 1, unknown: 1 },
        { known: 5, unknown: 0 },
      ].map((bounces) => doneCard(say('letter.done.bounces', bounces), language)),
    ),
    ...(['agreed', 'no-mail', 'drafting', 'saved', 'decided', 'approved', 'taken-back'] as const).map((done) =>
      card(`done: ${done}`, doneCard(say(`letter.done.${done}`), language)),
    ),
    card('done: again', ...[0, 1, 4].map((count) => doneCard(say('letter.done.again', { count }), language))),
    form('opening', controls.opening.form(language, { values: { subject: 'Hello', opening: 'Dear all' } }, { id: { ...seen, language } })),
    form(
      'item',
      controls.item.form(
        language,
        { values: { title: 'A', words: 'B', leftOut: true } },
        { id: { ...seen, language, item: 'resources:7' } },
      ),
    ),
    form('bounces', controls.bounces.form(language, {})),
    form('settings', controls.settings.form(language, settings, 'settings')),
  ];
}
