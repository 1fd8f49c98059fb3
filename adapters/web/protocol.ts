import type { Direction, Language } from '../../src/core/language.js';
import type { Card, Field, Form } from '../../src/core/message.js';
import type { Instant, Zone } from '../../src/core/time.js';
import type { TimelineAgenda, TimelineNow } from './timeline.js';

/** What server and page say to each other. Types only: the page must not carry the server's libraries. */

/** Sent with each call: shows that our own page made it (other sites can't set it), and which persona the tab plays. */
export const PAGE_HEADER = 'x-mudhif-page';
export const PERSONA_HEADER = 'x-mudhif-as';
export const PERSONA_PARAMETER = 'as';

export interface ReaderView {
  readonly user: string;
  readonly name: string;
  readonly language: Language;
  readonly timezone: Zone;
}

export interface PersonaView {
  readonly user: string;
  readonly name: string;
  readonly language: Language;
  /** Who this is, in their own language. */
  readonly about: string;
}

export interface ConversationView {
  readonly id: string;
  readonly kind: 'direct' | 'group' | 'channel';
  /** A channel's purpose; null for the others. */
  readonly purpose: string | null;
  readonly title: string;
  /** Names of the others in a group. */
  readonly people: readonly string[];
  readonly unread: number;
  /** When something was last said, to order groups. */
  readonly private: boolean;
}

export interface FileView {
  readonly name: string;
  readonly mediaType: string;
  readonly size: number;
  readonly url: string;
}

export type AuthorView = { readonly type: 'bot' } | { readonly type: 'person'; readonly user: string; readonly name: string };

export interface MessageView {
  readonly id: number;
  readonly revision: number;
  readonly conversation: string;
  readonly thread: number | null;
  readonly author: AuthorView;
  /** Nobody but the reader sees it. */
  readonly onlyYou: boolean;
  readonly at: Instant;
  readonly editedAt: Instant | null;
  /** The id that the reader's own page gave it when sending. */
  readonly sentAs: string | null;
  readonly content: { readonly type: 'text'; readonly text: string } | { readonly type: 'cards'; readonly cards: readonly Card[] };
  readonly files: readonly FileView[];
  readonly replies: number;
  /** Members (as mentions name them) who are the reader. */
  readonly you: readonly number[];
}

export interface OptionView {
  readonly name: string;
  readonly description: string;
  readonly type: 'text' | 'integer' | 'choice' | 'member' | 'date' | 'file';
  readonly required: boolean;
  readonly choices: readonly { readonly value: string; readonly label: string }[];
  /** The server knows completions for it. */
  readonly completes: boolean;
}

export interface SubcommandView {
  readonly name: string;
  readonly description: string;
  readonly options: readonly OptionView[];
}

export interface CommandView {
  readonly name: string;
  readonly description: string;
  readonly subcommands: readonly SubcommandView[];
}

/** Names for dates: not every browser knows Kurdish. */
export interface CalendarWords {
  readonly weekdays: readonly string[];
  readonly months: readonly string[];
}

export interface ChatState {
  readonly community: string;
  readonly reader: ReaderView;
  readonly direction: Direction;
  /** In the demo, whom one may play; null where people sign in. */
  readonly personas: readonly PersonaView[] | null;
  readonly conversations: readonly ConversationView[];
  readonly commands: readonly CommandView[];
  readonly calendar: CalendarWords;
  readonly time: TimelineNow | null;
  /** The state is true up to here; the stream continues from `revision`. */
  readonly cursor: { readonly message: number; readonly revision: number; readonly erasures: number };
  readonly now: Instant;
}

export interface MessagesPage {
  readonly messages: readonly MessageView[];
  /** Older ones exist. */
  readonly more: boolean;
}

export interface ThreadPage extends MessagesPage {
  readonly root: MessageView;
}

export interface FormView {
  readonly form: Form;
  /** Shows on submission that this form was offered to this person. */
  readonly token: string;
  readonly conversation: string;
  readonly message: number | null;
  readonly thread: number | null;
}

export type FormField = Field;

/** What a message, a click or a form led to. */
export interface Outcome {
  readonly messages: readonly MessageView[];
  readonly form: FormView | null;
  readonly errors: Readonly<Record<string, string>> | null;
  /** The last words to somebody who was erased by it. They are kept nowhere: the page shows them and asks for nothing more. */
  readonly farewell: readonly Card[] | null;
}

export interface SendInput {
  /** Made by the page; sending it again does nothing twice. */
  readonly id: string;
  readonly conversation: string;
  readonly thread: number | null;
  readonly text: string;
}

export interface ActionInput {
  readonly id: string;
  readonly message: number;
  readonly action: string;
  readonly values: readonly string[];
}

/** Files go beside it in the same request, in parts named `file:<field>`. */
export interface FormInput {
  readonly id: string;
  readonly form: string;
  readonly token: string;
  readonly conversation: string;
  readonly message: number | null;
  readonly thread: number | null;
  readonly values: Readonly<Record<string, string | readonly string[]>>;
}

export interface CompleteInput {
  readonly conversation: string;
  readonly command: string;
  readonly subcommand: string;
  readonly option: string;
  readonly typed: string;
}

export interface CompletionView {
  readonly value: string;
  readonly label: string;
}

export interface ReadInput {
  readonly conversation: string;
  /** The newest message id that the page has seen anywhere. */
  readonly upTo: number;
}

export type AdvanceInput =
  | { readonly type: 'by'; readonly milliseconds: number }
  | { readonly type: 'to'; readonly instant: Instant }
  | { readonly type: 'until-next' };

export type AgendaView = TimelineAgenda;
export type TimeView = TimelineNow;

export interface ErrorView {
  /** A catalogue key. */
  readonly code: string;
  /** What to tell the person, in their language. */
  readonly error: string;
}

/** Events of the stream; `message` carries its revision as the event's id. */
export type StreamEvent =
  | { readonly type: 'message'; readonly message: MessageView; readonly root: { readonly id: number; readonly replies: number } | null }
  | { readonly type: 'conversation'; readonly conversation: ConversationView }
  | { readonly type: 'read'; readonly conversation: string; readonly unread: number }
  /** The reader, their commands or their conversations changed: load the state again. */
  | { readonly type: 'reload' }
  | { readonly type: 'time'; readonly time: TimeView }
  /** The reader was erased. */
  | { readonly type: 'farewell' }
  /** Caught up to here; also the sign of life. More `erasures` than before: what somebody wrote may still stand on the page. */
  | { readonly type: 'ready'; readonly revision: number; readonly erasures: number };
