import type { Language } from './language.js';
import { plain, type Text } from './text.js';

/** `feature:action:id`, at most 100 characters; see docs/action-ids.md. Once released it keeps working for years. */
export type ActionId = string;

export interface Button {
  readonly type: 'button';
  readonly action: ActionId;
  readonly label: string;
  /** The label in each language, where all languages share the button: for a platform that shows one language at a time. */
  readonly labels?: SharedLabel['labels'];
  readonly style?: 'primary' | 'danger';
  /** Shown in place of the label to those who can't see the card around it. */
  readonly accessibleName?: string;
}

/** The label of a button that all languages share. */
export interface SharedLabel {
  /** In all of them, joined. */
  readonly label: string;
  readonly labels: Readonly<Partial<Record<Language, string>>>;
}

export interface LinkButton {
  readonly type: 'link-button';
  readonly url: string;
  readonly label: string;
}

export interface Choice {
  readonly value: string;
  readonly label: string;
  readonly description?: string;
}

/** A menu of at most 25 options; the chosen values come with the action. */
export interface Select {
  readonly type: 'select';
  readonly action: ActionId;
  readonly label: string;
  readonly options: readonly Choice[];
  readonly chosen?: readonly string[];
  /** How many may be chosen; 1 unless told. */
  readonly max?: number;
  readonly min?: number;
}

export type Block =
  | { readonly type: 'heading'; readonly text: Text }
  | { readonly type: 'paragraph'; readonly text: Text }
  /** Small print. */
  | { readonly type: 'note'; readonly text: Text }
  /** What a person wrote, set apart from our words. */
  | { readonly type: 'quote'; readonly text: Text }
  | { readonly type: 'list'; readonly items: readonly Text[]; readonly ordered?: boolean }
  | { readonly type: 'facts'; readonly items: readonly { readonly label: Text; readonly value: Text }[] }
  | { readonly type: 'table'; readonly caption: string; readonly columns: readonly Text[]; readonly rows: readonly (readonly Text[])[] }
  | { readonly type: 'divider' }
  | { readonly type: 'actions'; readonly controls: readonly Control[] };

export type Control = Button | LinkButton | Select;

/** One piece of a message in one language; the language gives the direction. */
export interface Card {
  readonly language: Language;
  readonly blocks: readonly Block[];
  /** It stands once for the readers of all languages of the message. */
  readonly shared?: true;
}

/** A file that goes with a message; `bytes` are held in memory, so at most 10 MiB. */
export interface Attachment {
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
  /** Set for a picture that we drew or looked at: it is shown where it stands in a message, not only offered as a file. */
  readonly picture?: Picture | undefined;
}

/** A file whose bytes come in pieces, so that nobody holds all of it. */
export interface FileStream {
  readonly name: string;
  readonly mediaType: string;
  /** The size in bytes that the sender announced. */
  readonly size: number;
  /** The bytes in order, from the first one on each time. Throws where they break off. */
  readonly open: () => AsyncIterable<Uint8Array>;
  readonly picture?: undefined;
}

export type MessageFile = Attachment | FileStream;

/** How many bytes a file has. */
export function sizeOf(file: MessageFile): number {
  return 'bytes' in file ? file.bytes.byteLength : file.size;
}

/** The bytes of a file in order; a file in memory comes in one piece. */
export async function* piecesOf(file: MessageFile): AsyncGenerator<Uint8Array> {
  if ('bytes' in file) yield file.bytes;
  else yield* file.open();
}

/** A file in memory as a stream of one piece. */
export function streamOf({ name, mediaType, bytes }: Attachment): FileStream {
  return { name, mediaType, size: bytes.byteLength, open: () => piecesOf({ name, mediaType, bytes }) };
}

/**
 * All bytes of a file, for what can send it whole only.
 *
 * @throws {RangeError} If the file has more or fewer bytes than its `size` says.
 */
export async function wholeOf(file: MessageFile): Promise<Uint8Array> {
  if ('bytes' in file) return file.bytes;
  const whole = new Uint8Array(file.size);
  let at = 0;
  for await (const piece of file.open()) {
    if (at + piece.byteLength > whole.byteLength) throw new RangeError('a file has more bytes than it was said to have');
    whole.set(piece, at);
    at += piece.byteLength;
  }
  if (at < whole.byteLength) throw new RangeError('a file has fewer bytes than it was said to have');
  return whole;
}

export interface Picture {
  /** What it shows, for those who don't see it. */
  readonly alt: string;
  /** In dots, so that its place is kept free while it loads. */
  readonly width: number;
  /** In dots. */
  readonly height: number;
}

/** What is said at once. A channel's post holds one card for each of the community's languages. */
export interface Message {
  readonly cards: readonly Card[];
  readonly files?: readonly Attachment[];
  /** A private message of which only the newest is kept, for an hour, where we keep messages ourselves: a word for its kind. */
  readonly fleeting?: string;
}

/** What is sent of the bot's own accord: its files may be streams, since it is composed when it is sent. */
export interface OutgoingMessage extends Omit<Message, 'files'> {
  readonly files?: readonly MessageFile[];
}

/** A form of at most five fields: what every platform can show in one dialog. Longer ones are steps. */
export interface Form {
  /** Comes back with what was filled in; the same shape and contract as an action id. */
  readonly id: ActionId;
  readonly language: Language;
  readonly title: string;
  readonly introduction?: Text;
  readonly submit: string;
  readonly fields: readonly Field[];
}

export const FORM_FIELDS_MAX = 5;
export const SELECT_OPTIONS_MAX = 25;
export const ACTION_ID_MAX = 100;
/** Characters that every platform shows whole; a platform with less room shows the rest beside the control. */
export const FORM_TITLE_MAX = 45;
export const FORM_SUBMIT_MAX = 24;
export const FIELD_LABEL_MAX = 45;
export const FIELD_HINT_MAX = 100;
export const PLACEHOLDER_MAX = 100;
export const OPTION_LABEL_MAX = 75;
export const DESCRIPTION_MAX = 100;

interface FieldBase {
  readonly name: string;
  readonly label: string;
  readonly hint?: string;
  readonly required?: boolean;
}

export type Field =
  | (FieldBase & {
      readonly type: 'text';
      readonly multiline?: boolean;
      readonly value?: string;
      /** In characters. */
      readonly maxLength: number;
      readonly placeholder?: string;
    })
  | (FieldBase & {
      readonly type: 'select';
      readonly options: readonly Choice[];
      readonly value?: readonly string[];
      /** How many may be chosen at most; one unless told. */
      readonly max?: number;
    })
  | (FieldBase & { readonly type: 'date'; readonly value?: string })
  | (FieldBase & { readonly type: 'time'; readonly value?: string })
  | (FieldBase & { readonly type: 'file'; readonly accept?: readonly string[] });

/** What was filled in: text as one string, selects as a list, files as attachments. Absent when left empty. */
export type FormValues = Readonly<Record<string, string | readonly string[] | Attachment | undefined>>;

/** What a handler answers with. */
export type Reply =
  /** `private`: only the asker sees it. `replace`: the message whose button was pressed changes into this one. */
  | { readonly type: 'message'; readonly message: Message; readonly visibility: 'private' | 'conversation'; readonly replace?: boolean }
  | { readonly type: 'form'; readonly form: Form }
  /** Answers a submitted form: it stays open with all that was filled in, a sentence beside each field named; `''` is the form as a whole. */
  | { readonly type: 'form-errors'; readonly errors: Readonly<Record<string, string>> }
  | {
      readonly type: 'none';
      /** The event came before and is answered by its handler, so this reply changes nothing of that answer. */
      readonly elsewhere?: true;
    };

export const noReply: Reply = { type: 'none' };

export const answeredElsewhere: Reply = { type: 'none', elsewhere: true };

/** A reply that only the asker sees. */
export function privately(...cards: readonly Card[]): Reply {
  return { type: 'message', message: { cards }, visibility: 'private' };
}

/** Changes the message whose button was pressed. */
export function replacing(...cards: readonly Card[]): Reply {
  return { type: 'message', message: { cards }, visibility: 'private', replace: true };
}

/** Puts an action id together. Throws a `RangeError` when it is longer than platforms allow or a part holds a colon. */
export function actionId(feature: string, action: string, id: string | number = 0): ActionId {
  const whole = `${feature}:${action}:${id}`;
  if (whole.length > ACTION_ID_MAX || feature.includes(':') || action.includes(':')) throw new RangeError(`bad action id: ${whole}`);
  return whole;
}

/** Whether the heading just above a table says its caption already: where both are shown, one is enough. */
export function isCaptionSaid({ blocks }: Pick<Card, 'blocks'>, table: Extract<Block, { type: 'table' }>): boolean {
  const above = blocks[blocks.indexOf(table) - 1];
  return above?.type === 'heading' && plain(above.text) === table.caption;
}

/** The plain-text form of a message that every platform can show, one block a line. */
export function plainText(message: Pick<Message, 'cards'>): string {
  return message.cards
    .flatMap((card) => card.blocks.map(plainBlock))
    .filter((line) => line !== '')
    .join('\n');
}

function plainBlock(block: Block): string {
  switch (block.type) {
    case 'heading':
    case 'paragraph':
    case 'note':
    case 'quote':
      return plain(block.text);
    case 'list':
      return block.items.map((item, index) => `${block.ordered ? `${index + 1}.` : '•'} ${plain(item)}`).join('\n');
    case 'facts':
      return block.items.map((item) => `${plain(item.label)}: ${plain(item.value)}`).join('\n');
    case 'table':
      return [block.columns, ...block.rows].map((row) => row.map(plain).join(' | ')).join('\n');
    case 'actions':
    case 'divider':
      return '';
    default:
      return block satisfies never;
  }
}
