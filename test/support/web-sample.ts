import type { Timeline } from '../../adapters/web/index.js';
import { LANGUAGES, type Language } from '../../src/core/language.js';
import { after, between, HOUR } from '../../src/core/time.js';
import type { TestClock } from './clock.js';
import { sampleCard } from './web-inbox.js';
import type { WebServer } from './web-server.js';

const LABELS: Readonly<Record<Language, readonly [string, string, string, string]>> = {
  en: [
    'Invitation to the coffee round of December',
    'Pairs are made and introduced',
    'How did it go? Check-in to each',
    'Welcome for a newcomer',
  ],
  ar: ['دعوة إلى جولة القهوة لشهر كانون الأول', 'اختيار الثنائيات والتعريف بهم', 'كيف كان اللقاء؟ سؤال لكل عضو', 'ترحيب بعضو جديد'],
  ckb: [
    'بانگهێشت بۆ گەڕی قاوەی کانوونی یەکەم',
    'هاوبەشەکان دیاری دەکرێن و دەناسێندرێن',
    'چۆن بوو؟ پرسیار لە هەر یەکێک',
    'بەخێرهاتنی ئەندامێکی نوێ',
  ],
};

/** A time machine without an agenda. */
export function sampleTimeline(clock: TestClock): Timeline {
  const start = clock.now();
  const next = () => after(start, (Math.floor(between(start, clock.now()) / (24 * HOUR)) + 1) * 24 * HOUR);
  return {
    now: async (language) => ({ now: clock.now(), zone: 'Asia/Baghdad', next: { at: next(), label: LABELS[language][0] }, progress: null }),
    async advance(step) {
      if (step.type === 'by') clock.advance(step.milliseconds);
      else clock.set(step.type === 'to' ? step.instant : next());
    },
    isMoving: () => false,
    guide: { member: 'zainab', organiser: 'haider', find: async () => undefined },
    agenda: async (language) => ({
      upcoming: LABELS[language].slice(0, 3).map((label, index) => ({
        key: `up${index}`,
        at: after(next(), index * 72 * HOUR),
        label,
        kind: 'coffee.round',
        state: 'planned',
      })),
      done: [
        { key: 'done0', at: after(start, -2 * HOUR), label: LABELS[language][3], kind: 'members.welcome', state: 'done' },
        { key: 'done1', at: after(start, -26 * HOUR), label: LABELS[language][1], kind: 'coffee.match', state: 'dropped' },
      ],
    }),
  };
}

/** Fills the chat so that every part of the page is shown. */
export async function fillWithSamples(server: WebServer): Promise<void> {
  const { adapter, store, clock } = server;
  const space = 'test';
  const people = [
    ['dilshad', 'دلشاد عومەر'],
    ['mariam', 'مريم الجبوري'],
    ['yusuf', 'Yusuf Hanna'],
  ] as const;
  for (const [user, name] of people) await store.autocommit.webChat.saveUser({ user, name });
  const said = async (conversation: string, author: string, text: string, thread: number | null = null): Promise<number> => {
    clock.advance(7 * 60_000);
    return store.autocommit.webChat.insertMessage({
      conversation,
      thread,
      author,
      onlyFor: null,
      at: clock.now(),
      content: { type: 'text', text, files: [] },
      key: null,
    });
  };
  const none = { mentions: new Map() };
  const general = await adapter.channel('general');
  const coffee = await adapter.channel('coffee');
  if (!general || !coffee) throw new Error('the channels are not there');
  clock.advance(-26 * HOUR);
  await said(general.id, 'mariam', 'صباح الخير جميعًا. من لديه نموذج لتقرير المانحين بالعربية؟');
  const question = await said(
    general.id,
    'yusuf',
    'We have one from last year, in both languages. I will clean it up and share it here.\nhttps://example.org/templates',
  );
  await said(general.id, 'mariam', 'شكرًا جزيلًا Yusuf، هذا يساعدنا كثيرًا.', question);
  await said(general.id, 'dilshad', 'ئێمەش پێویستمان پێیەتی، سوپاس.', question);
  clock.advance(20 * HOUR);
  await said(general.id, 'dilshad', 'بەیانیتان باش. وێبیناری هەفتەی داهاتوو لە کاتژمێر چەندە؟');
  await adapter.post(
    general,
    {
      cards: LANGUAGES.map((language) => ({
        language,
        blocks: [
          ...sampleCard(language, clock.now()).blocks.slice(0, 3),
          {
            type: 'table' as const,
            caption: { en: 'Meetings by type of organisation', ar: 'اللقاءات حسب نوع المنظمة', ckb: 'دیدارەکان بەپێی جۆری ڕێکخراو' }[
              language
            ],
            columns: [['A'], ['B'], ['N']],
            rows: [
              [['Local'], ['International'], ['14']],
              [['National'], ['Local'], ['9']],
            ],
          },
        ],
      })),
    },
    { key: 'sample:general', ...none },
  );
  await said(coffee.id, 'yusuf', 'First coffee of the month was a good one. Thank you, Mudhif!');
  for (const user of ['zainab', 'karwan', 'haider'] as const) {
    const language = server.actors.get(user)?.language ?? 'en';
    const direct = await adapter.openDirect({ platform: 'web', space, user });
    await adapter.post(direct, { cards: [sampleCard(language, clock.now())] }, { key: `sample:${user}`, ...none });
  }
  const identities = ['zainab', 'haider', 'mariam'].map((user) => ({ platform: 'web' as const, space, user }));
  const group = await adapter.openGroup('coffee:17', identities, 'Coffee · November');
  await said(group.id, 'mariam', 'Hello Zainab! Would Sunday at ten suit you?');
  await said(general.id, 'zainab', 'Wednesday at eleven, as always. I will bring the slides.');
}
