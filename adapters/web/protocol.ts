import type { Direction, Language } from '../../src/core/language.js';
import type { Card, Field, Form, Picture } from '../../src/core/message.js';
import type { Instant, Zone } from '../../src/core/time.js';
import type { TimelineAgenda, TimelineNow, TimeStep } from './timeline.js';

/** The protocol between server and page. It imports types only, so that the page does not contain the server's libraries. */

/** Sent with each call to show that our own page made it; other sites can't set it. */
export const PAGE_HEADER = 'x-mudhif-page';
/** The persona that a tab of the demo plays, as a header or as a query parameter. */
export const PERSONA_HEADER = 'x-mudhif-as';
export const PERSONA_PARAMETER = 'as';

export interface ReaderView {
  readonly user: string;
  readonly name: string;
  readonly language: Language;
  readonly timezone: Zone;
}

/** An account of the demo that can be used without signing in. */
export interface PersonaView {
  readonly user: string;
  readonly name: string;
  readonly language: Language;
  /** A description of the persona, in the persona's language. */
  readonly about: string;
}

export interface ConversationView {
  readonly id: string;
  readonly kind: 'direct' | 'group' | 'channel';
  /** Name of a channel's purpose; null for other conversations. */
  readonly purpose: string | null;
  /** The picture of a channel, if its purpose has one of its own. */
  readonly sign: 'cup' | null;
  /** Whether everything is posted there in threads. */
  readonly inThreads: boolean;
  readonly title: string;
  /** Names of the others in a group. */
  readonly people: readonly string[];
  readonly unread: number;
  /** Not everyone in the community can read it. */
  readonly private: boolean;
  /** Its newest message; 0 if it has none. */
  readonly newest: number;
  /** A group that was put away, until somebody writes there again. */
  readonly closed: boolean;
}

export interface FileView {
  readonly name: string;
  readonly mediaType: string;
  /** In bytes. */
  readonly size: number;
  readonly url: string;
  /** Set for a picture of the bot, which the page shows. */
  readonly picture: PictureView | null;
}

export interface PictureView extends Picture {
  readonly url: string;
}

export type AuthorView = { readonly type: 'bot' } | { readonly type: 'person'; readonly user: string; readonly name: string };

export interface MessageView {
  readonly id: number;
  readonly revision: number;
  readonly conversation: string;
  readonly thread: number | null;
  readonly author: AuthorView;
  /** Only the reader can see it. */
  readonly onlyYou: boolean;
  readonly at: Instant;
  readonly editedAt: Instant | null;
  /** The id that the reader's own page gave it when sending. */
  readonly sentAs: string | null;
  readonly content: { readonly type: 'text'; readonly text: string } | { readonly type: 'cards'; readonly cards: readonly Card[] };
  readonly files: readonly FileView[];
  readonly replies: number;
  /** The bot opened a thread with it. */
  readonly opens: boolean;
  /** It opened a thread in which people write no more. */
  readonly closed: boolean;
  /** Ids of the mentioned members who are the reader. */
  readonly you: readonly number[];
}

export interface OptionView {
  readonly name: string;
  readonly description: string;
  readonly type: 'text' | 'integer' | 'choice' | 'member' | 'date' | 'file';
  readonly required: boolean;
  readonly choices: readonly { readonly value: string; readonly label: string }[];
  /** Whether the server offers completions. */
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

/** Names of weekdays and months, because not every browser knows Kurdish. */
export type CalendarWords = Readonly<Record<'weekdays' | 'months', readonly string[]>>;

export interface ChatState {
  readonly community: string;
  readonly reader: ReaderView;
  readonly direction: Direction;
  /** The demo's personas; null where people sign in. */
  readonly personas: readonly PersonaView[] | null;
  /** Whom the demo's first steps show, as accounts among the personas; null outside the demo. */
  readonly guide: { readonly member: string; readonly organiser: string } | null;
  readonly conversations: readonly ConversationView[];
  readonly commands: readonly CommandView[];
  readonly calendar: CalendarWords;
  readonly time: TimelineNow | null;
  /** How many MB the files of one message or form may have together: the page tells before it sends more. */
  readonly uploadMb: number;
  /** The state includes everything up to here; the stream continues from `revision`, and tells if the `outline` has changed. */
  readonly cursor: { readonly message: number; readonly revision: number; readonly erasures: number; readonly outline: string };
  readonly now: Instant;
}

export interface MessagesPage {
  readonly messages: readonly MessageView[];
  /** Whether older messages exist. */
  readonly more: boolean;
}

export interface ThreadPage extends MessagesPage {
  readonly root: MessageView;
}

export interface FormView {
  readonly form: Form;
  /** Proves on submission that this form was shown to this person. */
  readonly token: string;
  readonly conversation: string;
  readonly message: number | null;
  readonly thread: number | null;
}

export type FormField = Field;

/** The result of a message, a click or a form. */
export interface Outcome {
  readonly messages: readonly MessageView[];
  readonly form: FormView | null;
  readonly errors: Readonly<Record<string, string>> | null;
  /** Set if the request erased the person: the last reply, which is not stored. The page shows it and makes no more requests. */
  readonly erased: readonly Card[] | null;
}

export interface SendInput {
  /** Made by the page. A repetition with the same id returns the outcome of the first request. */
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

/** The menu of a message in a thread. */
export interface MenuInput {
  readonly id: string;
  readonly message: number;
}

/** New words for a post of the reader's in a thread of the bot. */
export interface EditInput {
  readonly id: string;
  readonly message: number;
  readonly text: string;
}

export type RemovalInput = Pick<EditInput, 'id' | 'message'>;

/** Files are sent in the same request, in parts named `file:<field>`. */
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
  /** The newest message id that the page has received from any conversation. */
  readonly upTo: number;
}

export type AdvanceInput = TimeStep;
export type AgendaView = TimelineAgenda;
export type TimeView = TimelineNow;

/** A message that came while time was moved. */
export interface SeenView {
  readonly conversation: string;
  readonly thread: number | null;
  readonly message: number;
}

/** Where one of the demo's first steps leads; the message is missing where nothing is left to show. */
export interface GuideView {
  readonly persona: string;
  readonly found: Pick<SeenView, 'conversation' | 'message'> | null;
}

export interface AdvanceView extends TimeView {
  /** What the reader can see now and where `until-seen` stopped; null for other steps, and if nothing came. */
  readonly found: SeenView | null;
}

export interface ErrorView {
  /** A catalogue key. */
  readonly code: string;
  /** A sentence for the person, in their language. */
  readonly error: string;
}

/** Events of the stream. The id of a `message` event is the message's revision. */
export type StreamEvent =
  | { readonly type: 'message'; readonly message: MessageView; readonly root: { readonly id: number; readonly replies: number } | null }
  | { readonly type: 'conversation'; readonly conversation: ConversationView }
  | { readonly type: 'read'; readonly conversation: string; readonly unread: number }
  /** The reader, their commands or their conversations changed, so the page must load the state again. */
  | { readonly type: 'reload' }
  | { readonly type: 'time'; readonly time: TimeView }
  /** The reader was erased; the stream ends. */
  | { readonly type: 'erased' }
  /** The stream is up to date; also the heartbeat. If `erasures` has grown, the page may show messages of an erased person. */
  | { readonly type: 'ready'; readonly revision: number; readonly erasures: number };
