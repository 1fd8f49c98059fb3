import { speaker } from '../../../src/language/index.js';
import { MARK, REPLACED } from './options.js';

/** What stands above answers that a person may have got before. */
const EARLIER = speaker('en').plain('dispatch.earlier');

export interface Click {
  readonly label: string;
  readonly platform: string;
  /** The platform or the page was told that it arrived. */
  acknowledged: boolean;
}

/** What people did, and which answers they see. */
export interface Ledger {
  readonly clicks: ReadonlyMap<string, Click>;
  /** Somebody clicks; call what it returns once that is acknowledged. */
  begin(platform: string, label: string): () => void;
  /** Notes what a message shows of earlier answers, because a later click may replace it. `key` is the same for the same message. */
  saw(key: string, message: unknown): void;
  /** The messages in which the answer to a click was shown as one from earlier. */
  shownLater(label: string): Shown;
}

export interface Shown {
  /** The messages that brought it. */
  readonly brought: ReadonlySet<string>;
  /** The messages that brought another answer, with it below. */
  readonly carried: ReadonlySet<string>;
}

export function createLedger(): Ledger {
  const clicks = new Map<string, Click>();
  const shown = new Map<string, { readonly brought: Set<string>; readonly carried: Set<string> }>();
  const shownOf = (label: string) => {
    const known = shown.get(label) ?? { brought: new Set(), carried: new Set() };
    shown.set(label, known);
    return known;
  };
  return {
    clicks,
    begin(platform, label) {
      const click: Click = { label, platform, acknowledged: false };
      clicks.set(label, click);
      return () => {
        click.acknowledged = true;
      };
    },
    saw(key, message) {
      // A message that was replaced shows two labels, and is the answer to the second.
      const [, first = '', ...others] = textOf(message).replaceAll(REPLACED, '').split(EARLIER);
      for (const label of marksIn(first)) shownOf(label).brought.add(key);
      for (const label of marksIn(others.join(' '))) shownOf(label).carried.add(key);
    },
    shownLater: shownOf,
  };
}

/** The labels of the clicks that a message answers by itself, each once. */
export function labelsIn(message: unknown): readonly string[] {
  return marksIn(textOf(message).split(EARLIER)[0] ?? '');
}

function textOf(message: unknown): string {
  return typeof message === 'string' ? message : JSON.stringify(message);
}

function marksIn(text: string): readonly string[] {
  return [...new Set([...text.matchAll(MARK)].map(([, label = '']) => label))];
}

/** How long a person waits for the answer to a click before going on. */
export const PATIENCE_MS = 8_000;
/** How long anything else may take on a busy machine. */
const LIMIT_MS = 30_000;

/** Looks again and again until there is something; `undefined` when the time is over. */
export async function waitFor<T>(look: () => T | undefined | Promise<T | undefined>, ms = LIMIT_MS): Promise<T | undefined> {
  const end = performance.now() + ms;
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    if (performance.now() > end) return undefined;
    await new Promise((resolve) => setTimeout(resolve, 15));
  }
}

export const KINDS = ['again', 'replace', 'aloud', 'own', 'fill'] as const;
export type Kind = (typeof KINDS)[number];

/** Somebody on a platform who clicks, waits for the answer and clicks again. */
export interface Clicker {
  /** Uses the command with this number, and then a button of its answer. */
  round(number: number, kind: Kind): Promise<void>;
  /** Uses a command whose answer also shows what waited for this person. */
  lastWord(): Promise<void>;
}
