import type { Community, Platform } from '../community.js';
import { newestThat, type OpenForm, type Resident, type Seen } from '../resident.js';
import { shownIn } from '../words.js';
import { TEXTS, type Texts } from './texts.js';

/** Who takes part in the life of a topic, and what they have seen of it so far. */
export interface Life {
  readonly community: Community;
  readonly platform: Platform;
  readonly words: ReturnType<typeof shownIn>;
  readonly texts: Texts;
  readonly proposer: Resident;
  /** Proposes without a name. */
  readonly quiet: Resident;
  readonly facilitator: Resident;
  readonly writer: Resident;
  readonly advisers: readonly [Resident, Resident];
  readonly organiser: Resident;
  /** The newest message that shows all of these words and was not found by them before; it is written down as its reader sees it. */
  see(who: Resident, ...shown: readonly string[]): Promise<Seen>;
  /** Writes down the form that is open. */
  form(who: Resident): Promise<OpenForm>;
  /** Begins a new part. */
  chapter(title: string): void;
  /** All that was written down. */
  transcript(): string;
}

export function beginLife(community: Community, platform: Platform, people: readonly Resident[]): Life {
  const [proposer, quiet, facilitator, writer, adviser, other] = people;
  if (!proposer || !quiet || !facilitator || !writer || !adviser || !other) throw new Error('too few people');
  const lines: string[] = [];
  const looked = new Set<string>();
  return {
    community,
    platform,
    words: shownIn(community.language),
    texts: TEXTS[community.language],
    proposer,
    quiet,
    facilitator,
    writer,
    advisers: [adviser, other],
    organiser: community.organiser,
    async see(who, ...shown) {
      const as = ({ key }: Seen, ...words: readonly string[]) => [who.id, key, ...words].join('\n');
      const seen = await newestThat(who, (one) => !looked.has(as(one, ...shown)), ...shown);
      looked.add(as(seen, ...shown));
      // Several messages that waited come as one.
      if (!looked.has(as(seen, seen.text)))
        lines.push(`--- ${who.name}, ${seen.where}${seen.isPrivate ? ', only for them' : ''}`, seen.text.trim(), '');
      looked.add(as(seen, seen.text));
      return seen;
    },
    async form(who) {
      const form = await who.form();
      lines.push(`--- ${who.name}, a form`, form.text.trim(), '');
      return form;
    },
    chapter: (title) => lines.push(`=== ${title}`, ''),
    transcript: () => lines.join('\n'),
  };
}

/** Numbers that the platform gives in the order in which things happen at once. */
export function withoutNumbers(transcript: string): string {
  return transcript.replaceAll(/(discord\.com\/channels)\/\d+\/\d+/g, '$1/<server>/<thread>');
}
