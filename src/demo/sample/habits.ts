import type { MemberId } from '../../core/ids.js';
import type { Language } from '../../core/language.js';
import type { FormValues } from '../../core/message.js';
import type { Tx } from '../../core/transaction.js';
import type { Chance } from '../random.js';

/** How residents use the controls of one feature. They ignore buttons that are not listed, so that the demo's user can try them. */
export interface Habits {
  readonly questions: readonly Question[];
  /** Percentage of residents who use each control of the reply to their answer. */
  readonly followUps: Readonly<Record<string, number>>;
  /** Weight of each value in a menu. */
  readonly values: Readonly<Record<string, number>>;
  /** What they write into a form, by the form's name. Fields that are not given keep their value. */
  readonly forms?: Readonly<Record<string, (language: Language, chance: Chance) => FormValues>>;
  readonly initiatives?: readonly Initiative[];
}

/** Buttons that answer one question, with the weight of each. */
interface Question {
  readonly answers: Readonly<Record<string, number>>;
  /** Percentage of residents who do not answer. */
  readonly silent: number;
  /** All members asked about the same id give the same answer, because it describes something they did together. */
  readonly shared?: true;
}

/** What some residents do of their own accord once the bot has posted a message of the kind `after`. */
export interface Initiative {
  readonly after: string;
  /** How many of them, from least to most. */
  readonly people: readonly [number, number];
  /** Whom it may be; every active member unless told. */
  readonly among?: (tx: Tx, args: unknown) => Promise<readonly MemberId[]>;
  /** At a waking hour of these days; or within so many minutes, where that is the moment for it. */
  readonly within: { readonly days: number } | { readonly minutes: number };
  readonly does: /** They write in the thread that the message opened; some then use the menu of what another wrote. */
    | {
        readonly type: 'discuss';
        readonly says: Readonly<Record<Language, readonly string[]>>;
        readonly menuPercent: number;
        /** Percentage of those who asked something and say some days later that it was answered, with this control of the menu. */
        readonly settles: { readonly percent: number; readonly control: string };
      }
    /** They press one of these controls of the message. */
    | { readonly type: 'press'; readonly controls: readonly string[] }
    | { readonly type: 'command'; readonly command: string; readonly text: string };
}
