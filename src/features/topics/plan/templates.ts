import { LANGUAGES, type Language } from '../../../core/language.js';
import type { Context } from '../../../feature-api/index.js';
import { isMessageKey, speaker, wordOf } from '../../../language/index.js';
import { topicsStore } from '../store/index.js';
import type { Template, TopicTexts } from '../types.js';

/** The sectors of the evergreen questions that Mudhif brings, and how many each has. */
const EVERGREEN: Readonly<Record<string, number>> = {
  protection: 3,
  participation: 3,
  prevention: 3,
  recovery: 3,
  legislation: 3,
  awareness: 3,
  empowerment: 3,
  'climate-change': 3,
};

/** The annual topics that Mudhif brings: in which month, which of its topics, and of which sector. */
const ANNUAL = [
  { name: 'womens-day', month: 3, slot: 1, sector: 'participation' },
  { name: 'environment-day', month: 6, slot: 1, sector: 'climate-change' },
  { name: 'humanitarian-day', month: 8, slot: 'last', sector: 'recovery' },
  { name: 'sixteen-days', month: 11, slot: 'last', sector: 'protection' },
] as const;

/** What Mudhif brings, as entries without texts of their own. */
function ownTemplates(): readonly Omit<Template, 'id'>[] {
  const shared = { texts: {}, removed: false } as const;
  return [
    ...Object.entries(EVERGREEN).flatMap(([sector, count]) =>
      Array.from({ length: count }, (_, index) => ({
        ...shared,
        kind: 'evergreen' as const,
        code: `${sector}-${index + 1}`,
        sector,
        monthOfYear: null,
        slot: null,
      })),
    ),
    ...ANNUAL.map(({ name, month, slot, sector }) => ({
      ...shared,
      kind: 'annual' as const,
      code: name,
      sector,
      monthOfYear: month,
      slot,
    })),
  ];
}

/** The fact that tells how many entries of Mudhif's own the lists have. */
const SEEDED = 'topics.templates';

/** Writes the entries that Mudhif brings, once. Those that organisers changed or removed stay so. */
export async function seedTemplates(context: Context): Promise<void> {
  const own = ownTemplates();
  const edition = String(own.length);
  if ((await context.community.fact(SEEDED)) === edition) return;
  // The fact is written first: another process that does the same waits for it, and then finds the entries.
  await context.community.saveFact(SEEDED, edition);
  const store = topicsStore(context.tx);
  const known = new Set((await store.templates()).map(({ kind, code }) => `${kind} ${code}`));
  await store.insertTemplates(own.filter(({ kind, code }) => !known.has(`${kind} ${code}`)));
}

/** All entries that can be chosen; whoever chooses of them writes those that Mudhif brings first. */
export async function currentTemplates(context: Context): Promise<readonly Template[]> {
  return (await topicsStore(context.tx).templates()).filter(({ removed }) => !removed);
}

/** What an entry is called and asks: in the organisers' words, else in those of the catalogues. */
export function textsOf({ code, texts }: Pick<Template, 'code' | 'texts'>): TopicTexts {
  const brought = LANGUAGES.flatMap((language) => {
    const own = texts[language] ?? ownWords(code, language);
    return own === undefined ? [] : [[language, own] as const];
  });
  return Object.fromEntries(brought);
}

function ownWords(code: string | null, language: Language) {
  const [title, question] = [`topics-evergreen.${code}.title`, `topics-evergreen.${code}.question`];
  if (code === null || !isMessageKey(title) || !isMessageKey(question)) return undefined;
  const say = speaker(language);
  return { title: say.plainKey(title), question: say.plainKey(question) };
}

/** The name by which a reason tells an annual topic: Mudhif's own by its code, others by their title. */
export function annualName(template: Template, language: Language): string {
  const texts = textsOf(template);
  return template.code ?? (texts[language] ?? Object.values(texts)[0])?.title ?? '';
}

/** That name in words. */
export function annualWords(name: string, language: Language): string {
  return wordOf(`topics-evergreen.${name}.title`, name, language);
}
