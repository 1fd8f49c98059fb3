import type { Command } from '../../../src/core/command.js';
import type { Attachment, Message } from '../../../src/core/message.js';
import { defineCommand, defineSubcommand } from '../../../src/feature-api/index.js';
import {
  type ChatAdapter,
  type CommandEvent,
  type ConversationRef,
  type DeliveryError,
  type Identity,
  type MessageRef,
} from '../../../src/ports/chat.js';
import type { StubInbox } from '../../support/web-inbox.js';

/** What somebody fills in: words, values that were chosen, or a file. */
export type Filled = string | readonly string[] | Attachment;

/** A command as the platform's own client takes it apart. */
export interface TypedCommand {
  readonly command: string;
  readonly subcommand: string;
  readonly options: Readonly<Record<string, string | number | Attachment>>;
}

/**
 * What a platform's test must be able to do for the suite: look with the eyes of its people, and act for them. What is
 * optional a platform may not have; the test that needs it is skipped and says so.
 */
export interface ChatHarness {
  readonly adapter: ChatAdapter;
  readonly inbox: Pick<StubInbox, 'received' | 'answer' | 'allow' | 'inbound'>;
  readonly people: readonly [Identity, Identity, Identity];
  /** The plain words of a conversation as this person sees it, oldest first, one string for each message. */
  seenBy(person: Identity, conversation: string): Promise<readonly string[]>;
  /** The files of a conversation as this person can download them, oldest first. */
  filesSeenBy(person: Identity, conversation: string): Promise<readonly Pick<Attachment, 'name' | 'bytes'>[]>;
  /** Somebody writes. */
  write(person: Identity, conversation: string, text: string): Promise<void>;
  /** Somebody answers in a thread below a message of a channel; where the app is to hear of it. */
  writeInThread?(person: Identity, below: MessageRef, text: string): Promise<Pick<ConversationRef, 'id'>>;
  /** Present if the adapter has threads. */
  readonly threads?: ThreadHarness;
  /** How `/coffee pause until:2026-12-01` arrives where the platform takes commands apart itself. */
  readonly typed?: CommandEvent['input'];
  /** Somebody gives a command with its options, one by one. */
  command?(person: Identity, conversation: string, typed: TypedCommand): Promise<void>;
  /** Somebody hands in a file with `/library add`. */
  handIn(person: Identity, conversation: string, file: Attachment): Promise<void>;
  /** What is offered to who types into an option. */
  complete(
    person: Identity,
    conversation: string,
    typed: Omit<TypedCommand, 'options'> & { option: string; typed: string },
  ): Promise<readonly string[]>;
  /** Somebody presses a button of a message, `clickId` being the platform's id of the click. */
  press(person: Identity, message: MessageRef, action: string, clickId: string): Promise<void>;
  /** Somebody chooses from a menu of a message. */
  choose(person: Identity, message: MessageRef, action: string, values: readonly string[]): Promise<void>;
  /** Waits until a form stands open before this person, pressing what opens it where it waits behind a button; its words. */
  form(person: Identity): Promise<string>;
  /** Hands in the form that is open; what is not given stays as the form shows it. The words that it is answered with beside or on the form. */
  submit(person: Identity, values: Readonly<Record<string, Filled>>): Promise<string>;
  /** Somebody new comes into the space. */
  arrive(): Promise<Identity>;
  /** Somebody leaves it. */
  leave?(person: Identity): Promise<void>;
  /** The platform lets somebody administer the space, or no more. */
  appoint?(person: Identity, administrator: boolean): void;
  /** The line to the platform is cut and can't be had again, until it is mended. */
  readonly line?: { cut(): void; mend(): void };
  /** Channels that organisers may name. */
  readonly rooms: { readonly usable: string; readonly open?: string; readonly closed?: string };
  /** The adapter is stopped and another takes its place on the same platform. */
  restart(): Promise<ChatHarness>;
  close(): Promise<void>;
}

/** What people do and see in threads of the bot; what a platform does not have is left out. */
export interface ThreadHarness {
  /** The plain words of the thread as this person sees it, the opening post first. */
  seenBy(person: Identity, thread: ConversationRef): Promise<readonly string[]>;
  /** The title as people see it; left out where threads have none. */
  title?(thread: ConversationRef): Promise<string>;
  /** Whether the platform keeps people from writing in a closed thread. */
  readonly closes: boolean;
  /** Somebody posts in a thread. Rejects if the platform does not take it. */
  writeInThread(person: Identity, thread: ConversationRef, text: string, files?: readonly Attachment[]): Promise<MessageRef>;
  editInThread?(person: Identity, message: MessageRef, text: string): Promise<void>;
  deleteInThread?(person: Identity, message: MessageRef): Promise<void>;
  /** Somebody adds, or takes back, a reaction to a message in a thread or to its opening post. */
  react?(person: Identity, message: MessageRef): Promise<void>;
  unreact?(person: Identity, message: MessageRef): Promise<void>;
  /** Somebody opens the bot's entry in the menu of a message. */
  openMenu?(person: Identity, message: MessageRef): Promise<void>;
  /** The next request of the bot that makes something visible takes effect, but its answer does not arrive. */
  loseAnswer?(): void | Promise<void>;
  /** What can happen to a thread or its channel (removed, locked, archived) so that the bot can't post, in an order that can be followed. */
  readonly faults: readonly {
    readonly what: string;
    readonly outcome: DeliveryError['outcome'];
    /** The thread is gone for good. */
    readonly gone?: true;
    cause(thread: ConversationRef): Promise<void>;
  }[];
  /** Everything that the adapter logged, as one text. */
  logged(): string;
}

/** The suites' hold on what is open for the present test. */
export interface Now {
  harness: ChatHarness;
}

export const say = (text: string): Message => ({ cards: [{ language: 'en', blocks: [{ type: 'paragraph', text: [text] }] }] });
export const none = { mentions: new Map<number, Identity>() };

/** The community's channel, where others read too. */
export async function square({ adapter }: ChatHarness): Promise<ConversationRef> {
  const general = await adapter.channel('general');
  if (!general) throw new Error('no channel');
  return general;
}

/** A file of some size whose every byte counts. */
export function sampleFile(name: string, mediaType = 'application/pdf'): Attachment {
  const bytes = Uint8Array.from({ length: 300_000 }, (_, index) => (index * 31 + (index >> 8)) % 256);
  return { name, mediaType, bytes };
}

/** A command with an option of each type. */
export const libraryCommand: Command = defineCommand({
  name: 'library',
  description: 'web.direct',
  subcommands: {
    add: defineSubcommand({
      description: 'web.form.choose',
      access: 'anyone',
      options: {
        title: { type: 'text', description: 'web.direct', required: true, maxLength: 60, complete: async () => [] },
        pages: { type: 'integer', description: 'web.today', min: 1, max: 900 },
        language: {
          type: 'choice',
          description: 'web.read-in',
          choices: [
            { value: 'ar', label: 'common.language.ar' },
            { value: 'ckb', label: 'common.language.ckb' },
          ],
        },
        owner: { type: 'member', description: 'web.persona.playing' },
        since: { type: 'date', description: 'web.time.until' },
        file: { type: 'file', description: 'web.messages' },
      },
      run: async () => ({ type: 'none' }),
    }),
  },
});
