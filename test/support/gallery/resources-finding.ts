import { toId } from '../../../src/core/ids.js';
import type { Language } from '../../../src/core/language.js';
import type { Card, Form } from '../../../src/core/message.js';
import { uploadedCard } from '../../../src/features/resources/bulk/card.js';
import type { BulkResult } from '../../../src/features/resources/bulk/run.js';
import { resourceCard } from '../../../src/features/resources/cards/resource.js';
import { searchCard } from '../../../src/features/resources/cards/search.js';
import {
  collectCard,
  collectionCard,
  collectionsCard,
  removeCollectionCard,
} from '../../../src/features/resources/collecting/cards/collection.js';
import { collectingControls } from '../../../src/features/resources/collecting/controls.js';
import type { Elsewhere } from '../../../src/features/resources/elsewhere.js';
import { takeCard, takenCard } from '../../../src/features/resources/exporting/card.js';
import { contentsText } from '../../../src/features/resources/rules/contents.js';
import { contextLine } from '../../../src/features/resources/rules/context-line.js';
import { parseQuery } from '../../../src/features/resources/rules/query.js';
import { saveCard } from '../../../src/features/resources/saving/card.js';
import { savingControls } from '../../../src/features/resources/saving/controls.js';
import type { SearchResult } from '../../../src/features/resources/search.js';
import { newsCard, subscriptionCard } from '../../../src/features/resources/subscribing/cards.js';
import { subscribingControls } from '../../../src/features/resources/subscribing/controls.js';
import type { Collection, CollectionId, Resource, Subscription } from '../../../src/features/resources/types.js';
import { phrase, speaker } from '../../../src/language/index.js';
import { type Exhibit, NOW, zainab } from './people.js';

const TITLES = { en: 'Safe spaces', ar: 'المساحات الآمنة', ckb: 'شوێنە پارێزراوەکان' } as const;
const LESSONS = {
  en: 'A hotline is called when its number is known before it is needed.',
  ar: 'يُتصل بالخط الساخن حين يكون رقمه معروفًا قبل الحاجة إليه.',
  ckb: 'پەیوەندی بە هێڵی فریاگوزاری دەکرێت کاتێک ژمارەکەی پێش پێویستی زانراوە.',
} as const;
const RESOURCES = { en: 'Referral pathways in Basra', ar: 'مسارات الإحالة في البصرة', ckb: 'ڕێچکەکانی ڕەوانەکردن لە بەسرە' } as const;
const TRAININGS = {
  en: ['Training: first steps in referral', 'Read these before the first day.'],
  ar: ['تدريب: الخطوات الأولى في الإحالة', 'تُقرأ قبل اليوم الأول.'],
  ckb: ['ڕاهێنان: یەکەم هەنگاوەکانی ڕەوانەکردن', 'پێش ڕۆژی یەکەم ئەمانە بخوێنەوە.'],
} as const;
const WORDS = { en: 'hotline', ar: 'الخط الساخن', ckb: 'هێڵی فریاگوزاری' } as const;

/** What leads to resources, and brings them there. */
export function resourceFindingExhibits(language: Language): readonly Exhibit[] {
  const say = speaker(language);
  const card = (name: string, ...cards: readonly Card[]): Exhibit => ({ name, message: { cards } });
  const form = (name: string, shown: Form): Exhibit => ({ name: `${name} (form)`, form: shown });
  const file = { hash: 'a', size: 1_300_000, name: 'guide.pdf', type: 'pdf' } as const;
  const { words } = parseQuery(WORDS[language]);
  const summary: Elsewhere = {
    title: [{ text: TITLES[language], found: false }],
    kind: say.plain('topics-closing.found'),
    language,
    context: contextLine(LESSONS[language], words) ?? [],
    button: (label) => ({ type: 'button', action: 'topics:read:3', label }),
  };
  const result: SearchResult = { text: WORDS[language], hits: [], isMore: false, similar: [], unknown: [], total: 1, page: 0, pages: 1 };
  const resource: Resource = {
    id: toId(7),
    member: zainab.id,
    state: 'approved',
    version: 3,
    titles: {},
    summaries: {},
    title: RESOURCES[language],
    summary: '',
    kind: 'guide',
    sectors: ['protection', 'recovery'],
    organisation: '',
    publishedOn: null,
    sharing: 'unknown',
    visibility: 'members',
    stays: false,
    reason: null,
    madeAt: NOW,
    approvedAt: NOW,
    goneAt: null,
  };
  const collection: Collection = {
    id: toId(2),
    member: zainab.id,
    version: 1,
    title: TRAININGS[language][0],
    summary: TRAININGS[language][1],
    visibility: 'members',
  };
  const many = Array.from({ length: 26 }, (_, index) => ({ ...collection, id: toId<CollectionId>(20 + index) }));
  const line = { line: 2, cells: [], wanted: undefined, problems: [], notes: [] };
  const lines: BulkResult['lines'] = [
    { ...line, verdict: 'added' },
    { ...line, verdict: 'translation' },
    { ...line, verdict: 'there', notes: [phrase('resources-bulk.note.twice')] },
    { ...line, verdict: 'rejected', problems: [phrase('resources-bulk.problem.link', { column: 'Where it is' })] },
  ];
  const subscription: Subscription = { member: zainab.id, sectors: ['protection'], languages: ['ar', 'ckb'], toldUntil: NOW };
  const link = { link: 'https://example.org/guide', file: null } as const;
  return [
    card('save: a link', saveCard([{ id: toId(3), matter: link }], [], language)),
    card(
      'save: several, and one that cannot be kept',
      saveCard(
        [
          { id: toId(3), matter: { link: null, file } },
          { id: toId(4), matter: link },
        ],
        [{ name: 'film.pdf', why: phrase('resources-save.error.unreadable') }],
        language,
      ),
    ),
    card('save: begun', { language, blocks: [{ type: 'paragraph', text: say('resources-save.begun') }] }),
    card('search: also in a summary', searchCard(result, language, [summary]), searchCard({ ...result, total: 0 }, language, [summary])),
    card('news: none', subscriptionCard(undefined, language), subscriptionCard(undefined, language, say('resources-news.stopped'))),
    card(
      'news: chosen',
      subscriptionCard(subscription, language),
      subscriptionCard({ ...subscription, sectors: [], languages: [] }, language),
    ),
    card('news', newsCard({ resources: [{ resource, editions: [{ language: 'ar' }] }], more: 3 }, language)),
    form(
      'subscribe',
      subscribingControls.subscribe.form(language, { options: { sectors: [{ value: 'protection', label: 'Protection' }] } }),
    ),
    card(
      'take results',
      takeCard({ words: WORDS[language], count: 14, bytes: 45_000_000, files: 12, inArchive: { files: 9, bytes: 9_000_000 } }, language),
      takeCard({ words: WORDS[language], count: 1, bytes: 0, files: 0, inArchive: { files: 0, bytes: 0 } }, language),
    ),
    card('taken', takenCard(WORDS[language], 0, language), takenCard(WORDS[language], 3, language)),
    card('imported', uploadedCard({ lines }, false, language), uploadedCard({ lines: lines.slice(0, 1) }, true, language)),
    card(
      'a collection',
      collectionCard({ collection, resources: [resource, { ...resource, id: toId(8) }], organiser: false }, 0, language),
    ),
    card(
      'a collection: for organisers',
      collectionCard(
        { collection: { ...collection, visibility: 'organisers' }, resources: [], organiser: true },
        0,
        language,
        say('resources-collections.done.made'),
      ),
    ),
    card(
      'a collection: for everyone',
      collectionCard(
        {
          collection: { ...collection, visibility: 'public' },
          resources: [resource],
          organiser: false,
          address: 'https://chat.example.org/p/resources/collection/2',
        },
        0,
        language,
      ),
    ),
    card(
      'collections',
      collectionsCard({ collections: [collection], sizes: new Map([[collection.id, 12]]), organiser: true, page: 0 }, language),
      collectionsCard(
        { collections: [], sizes: new Map(), organiser: false, page: 0 },
        language,
        say('resources-collections.done.removed'),
      ),
      collectionsCard({ collections: many, sizes: new Map(), organiser: false, page: 1 }, language),
    ),
    card('put into a collection', collectCard(resource, [collection], 0, language), collectCard(resource, [], 0, language)),
    card('delete a collection', removeCollectionCard(collection, language)),
    card(
      'a resource in a collection',
      resourceCard(
        { resource, editions: [], own: false, organiser: true, waitsForOther: false, twins: [], flags: [], collections: [collection] },
        language,
        zainab.timezone,
      ),
    ),
    form('new collection', collectingControls['new-collection'].form(language, {})),
    form(
      'edit collection',
      collectingControls['edit-collection'].form(
        language,
        { values: { title: collection.title, summary: collection.summary, visibility: 'members', contents: contentsText([resource]) } },
        { id: { id: collection.id, version: 1 } },
      ),
    ),
    form('save', savingControls.save.form(language, { values: { language } }, { id: toId(3) })),
  ];
}
