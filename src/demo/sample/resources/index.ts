import { LANGUAGES, type Language } from '../../../core/language.js';
import { after, DAY, type Instant } from '../../../core/time.js';
import type { Context } from '../../../feature-api/index.js';
import { reindex } from '../../../features/resources/index-words.js';
import { FEATURE } from '../../../features/resources/names.js';
import { resourcesStore } from '../../../features/resources/store/index.js';
import type { Kind, ResourceDetails } from '../../../features/resources/types.js';
import { phrase, speaker } from '../../../language/index.js';
import type { SampleCompany, SamplePart } from '../part.js';
import { approvedResources, seedCollections } from './collections.js';
import { seedRequests } from './requests.js';
import { THEMES } from './themes.js';
import { seedUses } from './uses.js';

/** One day in this many has a new resource. */
const APART = 4;
/** The newest wait for an organiser. */
const PENDING = 3;
const SHARING = ['credit', 'free', 'unknown', 'unchanged'] as const;
const OWNERS = ['Reed House', 'Tigris Legal Aid', 'منظمة جسر الإغاثة', 'تۆڕی ژنانی چیا'];

/** Sixty resources of some months, three of which wait for an organiser, collections of them, and what members asked for. */
export const resourcesSample: SamplePart = {
  feature: FEATURE,
  talk: [],
  isNamedByOthers: true,
  habits: { questions: [], followUps: {}, values: {} },
  async seed(context, company) {
    const since = await seedResources(context, company);
    const approved = await approvedResources(context);
    await seedCollections(context, company, approved);
    await seedUses(context, company, approved);
    await seedRequests(context, company);
    return { since, settingsChanged: [] };
  },
  opening: (day) => day,
  tryFirst: () => [phrase('resources.demo.try')],
};

const titleOf = (about: string, kind: Kind, language: Language): string =>
  `${about} · ${speaker(language).plain(`resources.kind.${kind}`)}`;

async function seedResources(context: Context, { members, personas, now }: SampleCompany): Promise<Instant> {
  const store = resourcesStore(context.tx);
  const others = members.filter(({ id, status }) => status === 'active' && !personas.has(id));
  const total = THEMES.length * LANGUAGES.length;
  const since = after(now, -(total + 1) * APART * DAY);
  for (let index = 0; index < total; index += 1) {
    const theme = THEMES[index % THEMES.length];
    const which = Math.floor(index / THEMES.length);
    const language = LANGUAGES[(index + which) % LANGUAGES.length] ?? 'en';
    const kind = theme?.kinds[which];
    const member = others[(index * 7) % others.length];
    if (!theme || !kind || !member) throw new RangeError('the sample lacks themes or people');
    const [about, summary] = theme.words[language];
    const title = titleOf(about, kind, language);
    const details: ResourceDetails = {
      sectors: [theme.sector],
      organisation: OWNERS[index % OWNERS.length] ?? '',
      publishedOn: null,
      sharing: SHARING[index % SHARING.length] ?? 'unknown',
      visibility: index % 9 === 0 ? 'public' : 'members',
    };
    const at = after(since, index * APART * DAY);
    const id = await store.insert(member.id, { title, summary, kind }, details, at);
    const link = `https://library.example.org/${kind}/${index + 1}`;
    await store.addEdition({ resource: id, language, link, file: null, addedAt: at });
    // Some are there in a second language, with a title of their own.
    const second = LANGUAGES[(index + which + 1) % LANGUAGES.length];
    const hasSecond = index % 3 === 0 && second !== undefined;
    if (hasSecond) await store.addEdition({ resource: id, language: second, link: `${link}/${second}`, file: null, addedAt: at });
    const titles = hasSecond ? { [second]: titleOf(theme.words[second][0], kind, second) } : {};
    const summaries = hasSecond ? { [second]: theme.words[second][1] } : {};
    const isPending = index >= total - PENDING;
    const state = isPending ? ({ state: 'pending' } as const) : ({ state: 'approved', approvedAt: after(at, DAY) } as const);
    await store.change({ id, version: 1 }, { titles, summaries, ...state });
    if (!isPending) await reindex(context, id);
  }
  return since;
}
