import { toId } from '../../../src/core/ids.js';
import type { Language } from '../../../src/core/language.js';
import type { Card, Form } from '../../../src/core/message.js';
import { after, DAY, toLocalDate } from '../../../src/core/time.js';
import { mineCard, queueCard } from '../../../src/features/resources/cards/lists.js';
import { doneCard, fileCard, resourceCard, withdrawCard } from '../../../src/features/resources/cards/resource.js';
import { searchCard } from '../../../src/features/resources/cards/search.js';
import { decidedCard, flaggedCard, waitingCard } from '../../../src/features/resources/cards/told.js';
import { resourcesControls as controls } from '../../../src/features/resources/controls.js';
import type { ResourceView } from '../../../src/features/resources/find.js';
import { contextLine } from '../../../src/features/resources/rules/context-line.js';
import { parseQuery } from '../../../src/features/resources/rules/query.js';
import type { Hit, SearchResult } from '../../../src/features/resources/search.js';
import { type Edition, KINDS, type Resource, SHARING, VISIBILITIES } from '../../../src/features/resources/types.js';
import { speaker } from '../../../src/language/index.js';
import { type Exhibit, NOW, zainab } from './people.js';

const TITLES = {
  en: ['Referral pathways in Basra', 'Whom to call and where to go, for survivors and those who help them.'],
  ar: ['مسارات الإحالة في البصرة', 'بمن نتصل وإلى أين نذهب، للناجيات ومن يساعدهن.'],
  ckb: ['ڕێچکەکانی ڕەوانەکردن لە بەسرە', 'پەیوەندی بە کێوە بکەین و بۆ کوێ بچین، بۆ ڕزگاربووان و یارمەتیدەرانیان.'],
} as const;
const PAGES = {
  en: 'The hotline answers at night as well. Whoever calls need not give a name, and a referral takes one day.',
  ar: 'يجيب الخط الساخن ليلاً أيضاً. لا حاجة إلى ذكر الاسم، وتستغرق الإحالة يوماً واحداً.',
  ckb: 'هێڵی فریاگوزاری شەوانیش وەڵام دەداتەوە. پێویست بە ناو ناکات، و ڕەوانەکردن یەک ڕۆژی دەوێت.',
} as const;
const WORDS = { en: 'hotline', ar: 'الخط الساخن', ckb: 'هێڵی فریاگوزاری' } as const;

/** A resource as an organiser would accept it. */
export function sampleResource(language: Language): Resource {
  const [title, summary] = TITLES[language];
  return {
    id: toId(7),
    member: zainab.id,
    state: 'approved',
    version: 3,
    titles: {},
    summaries: {},
    title,
    summary,
    kind: 'guide',
    sectors: ['protection', 'recovery'],
    organisation: 'Tigris Legal Aid',
    publishedOn: toLocalDate('2026-03-01'),
    sharing: 'credit',
    visibility: 'members',
    stays: true,
    reason: null,
    madeAt: NOW,
    approvedAt: NOW,
    goneAt: null,
  };
}

/** All that the resource centre can show. */
export function resourceExhibits(language: Language): readonly Exhibit[] {
  const say = speaker(language);
  const card = (name: string, ...cards: readonly Card[]): Exhibit => ({ name, message: { cards } });
  const form = (name: string, shown: Form): Exhibit => ({ name: `${name} (form)`, form: shown });
  const resource = sampleResource(language);
  const { title, summary } = resource;
  const edition = (id: number, more: Partial<Edition>): Edition => ({
    id: toId(id),
    resource: resource.id,
    language: 'ar',
    link: null,
    file: { hash: 'a', size: 1_300_000, name: 'guide.pdf', type: 'pdf' },
    reading: 'text',
    addedAt: after(NOW, -30 * DAY),
    replacedAt: null,
    ...more,
  });
  const link = edition(2, { language: 'en', file: null, link: 'https://example.org/guide', reading: 'none' });
  const editions = [
    edition(4, {}),
    edition(3, { language: 'ckb', reading: 'scanned', file: { hash: 'b', size: 48_000, name: 'k.docx', type: 'docx' } }),
    link,
    edition(1, { replacedAt: NOW }),
  ];
  const view: ResourceView = {
    resource,
    editions,
    own: false,
    organiser: false,
    waitsForOther: false,
    twins: [],
    flags: [],
    collections: [],
  };
  const zone = zainab.timezone;
  const shown = (name: string, more: Partial<ResourceView>, state: Partial<Resource> = {}): Exhibit =>
    card(name, resourceCard({ ...view, ...more, resource: { ...resource, ...state } }, language, zone));
  const { words } = parseQuery(WORDS[language]);
  const hit: Hit = {
    resource,
    editions,
    title: [{ text: title, found: false }],
    context: { where: { in: 'file', place: 'page', number: 3, language }, pieces: contextLine(PAGES[language], words) ?? [] },
  };
  const result: SearchResult = { text: WORDS[language], hits: [hit], isMore: false, similar: [], unknown: [], total: 1, page: 0, pages: 1 };
  const inSlide = {
    ...hit,
    editions: [link],
    context: { where: { in: 'summary' } as const, pieces: contextLine(summary, words) ?? [{ text: summary, found: false }] },
  };
  const places = (['whole', 'slide', 'notes'] as const).map(
    (place, index): Hit => ({
      ...hit,
      resource: { ...resource, id: toId(20 + index) },
      context: { where: { in: 'file', place, number: 2, language }, pieces: hit.context?.pieces ?? [] },
    }),
  );
  const labels = (['organisation', 'sector', 'kind'] as const).map(
    (within, index): Hit => ({
      ...hit,
      resource: { ...resource, id: toId(30 + index) },
      context: { where: { in: within }, pieces: [{ text: resource.organisation || title, found: true }] },
    }),
  );
  const pending: readonly Resource[] = [7, 8].map((id) => ({ ...resource, id: toId(id), state: 'pending' }));
  const queue = { resources: pending, flagged: [resource] };
  const pages = { total: 12, page: 0, pages: 2 };
  const states = ['draft', 'pending', 'declined', 'withdrawn', 'removed', 'left'] as const;
  const seen = { id: resource.id, version: 3 };
  return [
    shown('a resource', {}),
    shown('a resource with a page', { address: 'https://chat.example.org/p/resources/show/7' }, { visibility: 'public' }),
    shown('a resource: its contributor’s', { own: true }, { stays: false }),
    shown('a resource: an organiser’s', { organiser: true, flags: [{ text: 'The number has changed.', madeAt: NOW }] }, { member: null }),
    shown('a resource that waits', { organiser: true, twins: [{ id: toId(5), title: 'Referral' }] }, { state: 'pending' }),
    shown(
      'a draft with nothing in it',
      { own: true, editions: [] },
      { state: 'draft', sharing: 'unknown', publishedOn: null, organisation: '' },
    ),
    ...states.map((state) =>
      shown(`state: ${state}`, { own: true, editions: [link] }, { state, reason: state === 'declined' ? 'Which year?' : null }),
    ),
    ...KINDS.map((kind) => shown(`kind: ${kind}`, { editions: [link] }, { kind, sectors: [] })),
    ...SHARING.map((sharing) => shown(`sharing: ${sharing}`, { editions: [link] }, { sharing })),
    ...VISIBILITIES.map((visibility) =>
      shown(`visibility: ${visibility}`, { editions: [edition(9, { reading: 'failed' })] }, { visibility }),
    ),
    card('withdraw', withdrawCard(resource, language), withdrawCard({ ...resource, state: 'draft' }, language)),
    card('a file', fileCard(resource, language)),
    card('mine', mineCard([resource, { ...resource, id: toId(8), state: 'pending' }], language), mineCard([], language)),
    card('review', queueCard({ ...queue, ...pages }, queue.resources, language)),
    card(
      'review: nothing',
      queueCard({ resources: [], flagged: [], total: 0, page: 0, pages: 1 }, [], language, say('resources.done.declined')),
    ),
    card('search', searchCard({ ...result, total: 14, pages: 3, page: 1, isMore: true }, language)),
    card('search: places', searchCard({ ...result, hits: [inSlide, ...places, ...labels], total: 7 }, language)),
    card('search: nothing', searchCard({ ...result, hits: [], total: 0, similar: ['referral', 'refer'] }, language)),
    card(
      'search: no such sector',
      searchCard({ ...result, text: 'sector:gardening', hits: [], total: 0, unknown: ['gardening'] }, language),
    ),
    card('search: nothing asked', searchCard({ ...result, text: 'kind:', hits: [], total: 0 }, language)),
    ...(['approved', 'declined', 'removed'] as const).map((state) =>
      card(`told: ${state}`, decidedCard({ ...resource, reason: state === 'approved' ? null : 'It is from 2009.' }, state, language)),
    ),
    card('told: outdated', flaggedCard(resource, ['The number has changed.'], true, language), flaggedCard(resource, [], false, language)),
    card('told: waiting', waitingCard(1, language), waitingCard(5, language)),
    ...(['withdrawn', 'flagged'] as const).map((done) => card(`done: ${done}`, doneCard(say(`resources.done.${done}`), language))),
    card('done: accepted', doneCard(say('resources.done.approved', { count: 3 }), language)),
    form('add', controls.add.form(language, { values: { language } })),
    form('edit', controls.edit.form(language, { values: { title, summary, kind: 'guide' } }, { id: resource.id })),
    form(
      'details',
      controls.details.form(
        language,
        {
          options: { sectors: [{ value: 'protection', label: 'Protection' }] },
          values: { sectors: ['protection'], organisation: 'Tigris' },
        },
        { id: resource.id },
      ),
    ),
    form(
      'titles',
      controls.titles.form(
        language,
        { introduction: speaker(language)('resources.form.titles-introduction', { title }), values: { en: '', ar: TITLES.ar[0], ckb: '' } },
        { id: resource.id },
      ),
    ),
    form(
      'summaries',
      controls.summaries.form(
        language,
        { introduction: say('resources.form.summaries-introduction', { title }), values: { en: '', ar: TITLES.ar[1], ckb: '' } },
        { id: resource.id },
      ),
    ),
    form('link', controls.link.form(language, {}, { id: resource.id })),
    form('file', controls.file.form(language, {}, { id: resource.id })),
    form('flag', controls.flag.form(language, {}, { id: resource.id })),
    form('decline', controls.decline.form(language, {}, { id: seen })),
    form('remove', controls.remove.form(language, {}, { id: seen })),
  ];
}
