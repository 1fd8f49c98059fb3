import type { Instant } from '../../../src/core/time.js';
import type { AdvanceInput, FormInput } from '../protocol.js';
import type { Api } from './api.js';
import type { Cell } from './cell.js';
import type { Dates } from './format.js';
import type { PageState } from './state.js';
import type { Words } from './words.js';

/** The page's actions and state, used by its components. */
export interface App {
  readonly state: Cell<PageState>;
  readonly api: Api;
  readonly words: Words;
  readonly dates: Dates;
  now(): Instant;
  open(conversation: string | null): void;
  older(conversation: string): Promise<void>;
  openThread(root: number): void;
  toggleAgenda(): void;
  closePanel(): void;
  send(conversation: string, thread: number | null, text: string, files: readonly File[]): void;
  retry(id: string): void;
  discard(id: string): void;
  /** Puts a message that was not sent back into the text field. */
  takeBack(id: string): void;
  /** The text field has what was taken back. */
  clearTakenBack(): void;
  act(message: number, action: string, values: readonly string[]): Promise<void>;
  /** Opens the menu of a message in a thread. */
  openMenu(message: number): Promise<void>;
  /** Replaces the words of the reader's own post. False if that was refused. */
  edit(message: number, text: string): Promise<boolean>;
  /** Deletes the reader's own post. */
  remove(message: number): Promise<void>;
  submit(values: FormInput['values'], files: ReadonlyMap<string, File>): Promise<void>;
  closeForm(): void;
  advance(step: AdvanceInput): Promise<void>;
  become(persona: string): void;
  /** One of the demo's first steps: shows the member's match, or the question that waits for the member. */
  show(step: 'match' | 'answer'): Promise<void>;
  signOut(): Promise<void>;
  dismissNotice(): void;
  stop(): void;
}

/** A message that the page shows once it is loaded. */
export interface Arrival {
  readonly message: number;
  /** Whether the reader is to answer it: its first control gets the focus. */
  readonly answer: boolean;
}
