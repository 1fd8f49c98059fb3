import { contentWords } from '../../../core/content-words.js';

interface Text {
  readonly title: string;
  readonly question: string;
}

function shared(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  let count = 0;
  for (const word of one) if (other.has(word)) count++;
  return count;
}

const SIMILAR_TITLES = 0.6;
const SIMILAR_TEXTS = 0.35;

/** How alike two texts are, from 0 to 1: by their titles, or by all that they say. Below a threshold it is 0. */
function likeness(one: Compared, other: Compared): number {
  const titles = shared(one.title, other.title) / Math.max(1, Math.min(one.title.size, other.title.size));
  const common = shared(one.all, other.all);
  const texts = common / Math.max(1, one.all.size + other.all.size - common);
  return Math.max(titles >= SIMILAR_TITLES ? titles : 0, texts >= SIMILAR_TEXTS ? texts : 0);
}

interface Compared {
  readonly title: ReadonlySet<string>;
  readonly all: ReadonlySet<string>;
}

function compared({ title, question }: Text): Compared {
  return { title: contentWords(title), all: contentWords(`${title} ${question}`) };
}

/** Those of `others` that are about the same as `text`, the most alike first, at most `limit`. */
export function similarTo<T extends Text>(text: Text, others: readonly T[], limit: number): readonly T[] {
  const own = compared(text);
  return others
    .map((other) => ({ other, alike: likeness(own, compared(other)) }))
    .filter(({ alike }) => alike > 0)
    .sort((one, next) => next.alike - one.alike)
    .slice(0, limit)
    .map(({ other }) => other);
}
