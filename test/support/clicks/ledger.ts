import { MARK } from './options.js';

export interface Click {
  readonly label: string;
  readonly platform: string;
  readonly at: number;
  /** The platform or the page was told that it arrived. */
  acknowledged: boolean;
  /** When the person saw the first answer. */
  seenAt?: number;
}

/** What people did, and which answers they see. */
export interface Ledger {
  readonly clicks: ReadonlyMap<string, Click>;
  /** Somebody clicks; call what it returns once that is acknowledged. */
  begin(platform: string, label: string): () => void;
  /** Waits for the answer to a click. */
  answer<T>(label: string, look: () => T | undefined | Promise<T | undefined>): Promise<T | undefined>;
}

export function createLedger(): Ledger {
  const clicks = new Map<string, Click>();
  return {
    clicks,
    begin(platform, label) {
      const click: Click = { label, platform, at: performance.now(), acknowledged: false };
      clicks.set(label, click);
      return () => {
        click.acknowledged = true;
      };
    },
    async answer(label, look) {
      const found = await waitFor(look);
      const click = clicks.get(label);
      if (click && found !== undefined) click.seenAt = performance.now();
      return found;
    },
  };
}

/** The labels of the clicks that a message answers, each once. */
export function labelsIn(message: unknown): readonly string[] {
  const text = typeof message === 'string' ? message : JSON.stringify(message);
  return [...new Set([...text.matchAll(MARK)].map(([, label = '']) => label))];
}

/** How long a person waits for an answer before going on. */
const PATIENCE_MS = 30_000;

/** Looks again and again until there is something; `undefined` when the patience is over. */
export async function waitFor<T>(look: () => T | undefined | Promise<T | undefined>, ms = PATIENCE_MS): Promise<T | undefined> {
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
