import type { Attachment } from '../../../src/core/message.js';
import { withoutDirectionControls } from '../../../src/language/index.js';

/** What somebody fills into a form, by the labels that they read: words, chosen options by their labels, or a file. */
export type Filled = string | readonly string[] | { readonly name: string; readonly mediaType: string; readonly bytes: Uint8Array };

/** A message as one person has it before their eyes. */
export interface Seen {
  /** Which message it is. */
  readonly key: string;
  /** All that it shows, also on its buttons; without marks that only turn the direction. */
  readonly text: string;
  readonly where: 'direct' | 'group' | 'channel';
  /** Only this person sees it. */
  readonly isPrivate: boolean;
  readonly fromBot: boolean;
  /** Whom it notified, when it came and when it was changed. */
  readonly pinged: readonly string[];
  /** What its first file holds, where a person can open files of the bot. */
  file?(): Promise<Uint8Array>;
  /** The first button with this label, or the first below these words. */
  press(label: string, below?: string): Promise<void>;
  /** Takes options, by their labels, in the menu that has them. */
  choose(...labels: readonly string[]): Promise<void>;
  /** Writes in the same conversation, with files where people can send one another any. */
  reply(text: string, files?: readonly Attachment[]): Promise<void>;
  /** Writes in the thread that this message opened. */
  discuss(text: string): Promise<void>;
  /** Chooses the bot's entry in the menu of the message. */
  openMenu(): Promise<void>;
}

export interface OpenForm {
  readonly text: string;
  /** Of its fields, in order. */
  readonly labels: readonly string[];
  submit(values: Readonly<Record<string, Filled>>): Promise<void>;
}

/** A person at a client of their platform, who knows it by what it shows and by nothing else. */
export interface Resident {
  readonly name: string;
  /** The account on the platform. */
  readonly id: string;
  /** `/coffee status`, `/profile show member:…`, in a channel that everybody reads. */
  command(line: string): Promise<void>;
  /** Everything that stands there for this person, the newest last. */
  sees(): readonly Seen[];
  /** The form that is open, or opens in a moment. */
  form(): Promise<OpenForm>;
  /** Asks for what waits, where the bot may not write first: presses the button in the channel, if it is there. */
  ask?(): Promise<void>;
  /** Waits until something holds, and lets the next moments come meanwhile. Throws if it never does. */
  until<T>(look: () => T | undefined | false | Promise<T | undefined | false>, what: string): Promise<T>;
}

/** Shown words, ready to be compared: one space where there are several, no controls of direction. */
export function tidy(text: string): string {
  return withoutDirectionControls(text)
    .replaceAll('\u200b', '')
    .replace(/[ \t]+/g, ' ')
    .replace(/ ?\n ?/g, '\n');
}

/** How many buttons with this label a message shows above these words. */
export function buttonsAbove(text: string, label: string, below: string | undefined): number {
  const above = below === undefined ? '' : text.slice(0, text.indexOf(tidy(below)));
  return above.split(`[ ${tidy(label)} ]`).length - 1;
}

/** Every so many looks, who may not be written to asks for what waits. */
const ASK_EVERY = 10;

/** The newest message that shows all of these words. */
export function newest(who: Resident, ...words: readonly string[]): Promise<Seen> {
  return newestThat(who, () => true, ...words);
}

/** The newest of them for which `isIt` holds. */
export async function newestThat(who: Resident, isIt: (seen: Seen) => boolean, ...words: readonly string[]): Promise<Seen> {
  const wanted = words.map(tidy);
  const fits = (seen: Seen) => seen.fromBot && wanted.every((each) => seen.text.includes(each)) && isIt(seen);
  const look = (): Seen | undefined => who.sees().findLast(fits);
  let looks = 0;
  try {
    return await who.until(async () => {
      const seen = look();
      // Nobody presses all the time; but what waits may begin to wait only now.
      if (seen || !who.ask || ++looks % ASK_EVERY > 0) return seen;
      await who.ask();
      return look();
    }, wanted.join(' … '));
  } catch (error) {
    // Whoever asks again and again sees the same answer each time.
    const shown = who.sees().map(({ text, where, isPrivate }) => `--- ${where}${isPrivate ? ', private' : ''}\n${text}`);
    const last = shown.filter((text, index) => text !== shown[index - 1]).slice(-6);
    throw new Error(`${who.name} never saw «${wanted.join('» and «')}»; the last they saw:\n${last.join('\n')}`, { cause: error });
  }
}
