import { actions, card, heading, note, paragraph } from '../../../core/blocks.js';
import { LANGUAGES, type Language } from '../../../core/language.js';
import type { Block, Card, Control } from '../../../core/message.js';
import type { Settings } from '../../../core/settings.js';
import type { Text } from '../../../core/text.js';
import type { Instant, Zone } from '../../../core/time.js';
import { pageBlocks } from '../../../feature-api/index.js';
import type { PageNumbers } from '../../../kit/paging.js';
import { cardIn, formatInstant, formatList, isolate, speaker } from '../../../language/index.js';
import { letterControls as controls } from '../controls.js';
import type { LetterView } from '../find.js';
import { monthName } from '../month-name.js';
import type { Reach } from '../recipients.js';
import { letterSection } from '../settings.js';
import type { Letter, LetterMail, MailCounts } from '../types.js';
import { traceBlocks } from './letter.js';

/** Where the letter stands, for organisers. */
export interface Overview {
  /** The newest letter, if there was one. */
  readonly view: LetterView | undefined;
  /** When the next draft is written; undefined where none is planned. */
  readonly nextDraft: Instant | undefined;
  /** How many agreed to get it by mail; undefined where no mail can be sent. */
  readonly mails: number | undefined;
  readonly copies: number;
  readonly refused: number;
}

/** The newest letter, the next one, who gets it, and what can be done. `lead` is said first. */
export function overviewCard(overview: Overview, settings: Settings, language: Language, lead?: Text): Card {
  const { view, nextDraft, mails, copies, refused } = overview;
  const { timezone } = settings;
  const isOpen = view !== undefined && (view.letter.state === 'draft' || view.letter.state === 'approved');
  return cardIn(language, (say) => [
    lead && paragraph(lead),
    heading(say('letter.overview.title')),
    ...(view ? stateBlocks(view, language, timezone) : []),
    !isOpen &&
      paragraph(
        nextDraft === undefined
          ? say('letter.overview.no-next')
          : say('letter.overview.next', { at: formatInstant(nextDraft, timezone, language, 'date-time') }),
      ),
    paragraph(say('letter.overview.readers', { copies })),
    paragraph(mails === undefined ? say('letter.overview.no-mail') : say('letter.overview.mails', { count: mails })),
    refused > 0 && note(say('letter.overview.refused', { count: refused })),
    ...letterSection.cardBlocks(settings, language),
    ...(view ? [actions(...stateControls(view, language))] : []),
    actions(
      ...(isOpen ? [] : [controls.draft.button(say.plain('letter.button.draft'))]),
      controls.bounces.button(say.plain('letter.button.bounces')),
      controls.settings.button(say.plain('letter.button.settings'), { form: 'settings' }),
    ),
  ]);
}

function stateBlocks(view: LetterView, language: Language, timezone: Zone): readonly Block[] {
  const say = speaker(language);
  const { letter, names, counts } = view;
  const values = {
    month: monthName(letter.month, language),
    at: formatInstant(letter.sentAt ?? letter.sendAt, timezone, language, 'date-time'),
    name: (letter.approvedBy === null ? undefined : names.get(letter.approvedBy)) ?? say.plain('letter.someone'),
  };
  return [
    paragraph(say(`letter.state.${letter.state}`, values)),
    ...(letter.state === 'draft' ? traceBlocks(view, language, timezone) : []),
    ...(counts
      ? [paragraph(say('letter.state.mails', { sent: counts.sent + counts.bounced, waiting: counts.waiting + counts.sending }))]
      : []),
    ...(counts && troubles(counts) > 0 ? [paragraph(say('letter.state.troubles', { count: troubles(counts) }))] : []),
  ];
}

const troubles = ({ refused, bounced, failed, unknown }: MailCounts): number => refused + bounced + failed + unknown;

function stateControls({ letter, counts }: LetterView, language: Language): readonly Control[] {
  const say = speaker(language);
  const { id, version, state } = letter;
  const read = controls.show.button(say.plain('letter.button.read'), { id: { id, language } });
  switch (state) {
    case 'draft':
      return [read, controls.approve.button(say.plain('letter.button.approve'), { id: { id, version }, style: 'primary' })];
    case 'approved':
      return [read, controls['take-back'].button(say.plain('letter.button.take-back'), { id })];
    case 'sent':
      return counts && troubles(counts) > 0
        ? [read, controls.mails.button(say.plain('letter.button.mails'), { id: { of: id, page: 0 } })]
        : [read];
    case 'lapsed':
      return [read];
    default:
      return state satisfies never;
  }
}

/** Asks before a letter is approved: to how many it goes, and when. */
export function approveCard(
  { id, version, month, sendAt }: Letter,
  reach: Reach,
  reader: { readonly language: Language; readonly timezone: Zone; readonly now: Instant; readonly hasMail: boolean },
): Card {
  const { language, timezone, now, hasMail } = reader;
  const say = speaker(language);
  const { mails, mailsBy, copies } = reach;
  const by = LANGUAGES.filter((one) => mailsBy[one] > 0).map((one) => `${say.plain(`common.language.${one}`)}: ${mailsBy[one]}`);
  const at = formatInstant(sendAt, timezone, language, 'date-time');
  return card(
    language,
    heading(say('letter.approve.title', { month: monthName(month, language) })),
    paragraph(sendAt > now ? say('letter.approve.at', { at }) : say('letter.approve.now')),
    {
      type: 'list',
      items: [
        say('letter.approve.channel'),
        say('letter.approve.copies', { count: copies }),
        hasMail ? say('letter.approve.mails', { count: mails }) : say('letter.overview.no-mail'),
      ],
    },
    by.length > 0 && note([formatList(by, language)]),
    actions(
      controls['approve-yes'].button(say.plain('letter.button.approve-yes', { count: mails }), {
        id: { id, version, mails },
        style: 'primary',
      }),
      controls.show.button(say.plain('letter.button.read'), { id: { id, language } }),
    ),
  );
}

/** Mails that did not arrive: a page of them, and what became of all. */
export interface LostMails extends PageNumbers {
  readonly mails: readonly (LetterMail & { readonly name: string })[];
  readonly states: ReadonlySet<LetterMail['state']>;
}

/** Mails that did not arrive, by name, with what the mail server answered. */
export function mailsCard(letter: Letter, { mails, states, ...numbers }: LostMails, language: Language): Card {
  const say = speaker(language);
  const { id } = letter;
  const has = (state: LetterMail['state']) => states.has(state);
  const again = (state: 'failed' | 'unknown') => controls.again.button(say.plain(`letter.button.again-${state}`), { id: { id, state } });
  return card(
    language,
    heading(say('letter.mails.title', { month: monthName(letter.month, language) })),
    mails.length === 0 && paragraph(say('letter.mails.none')),
    mails.length > 0 && {
      type: 'list',
      items: mails.map(({ name, state, reason }) => [
        isolate(name),
        ` · ${say.plain(`letter.mails.${stateWord(state)}`)}`,
        ...(reason === null || reason === 'bounced' ? [] : [` (${isolate(reason)})`]),
      ]),
    },
    ...pageBlocks(numbers, language, (label, page) => controls.mails.button(label, { id: { of: id, page } })),
    has('unknown') && note(say('letter.mails.unknown-note')),
    has('refused') && note(say('letter.mails.refused-note')),
    actions(
      ...(has('failed') ? [again('failed')] : []),
      ...(has('unknown') ? [again('unknown')] : []),
      controls.overview.button(say.plain('letter.button.overview')),
    ),
  );
}

const stateWord = (state: LetterMail['state']) =>
  state === 'refused' || state === 'bounced' || state === 'unknown' ? state : ('failed' as const);
