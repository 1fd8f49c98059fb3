import { toId } from '../../../src/core/ids.js';
import { LANGUAGES, type Language } from '../../../src/core/language.js';
import type { Card } from '../../../src/core/message.js';
import { toLocalDate } from '../../../src/core/time.js';
import type { OnShelf } from '../../../src/feature-api/index.js';
import { copyCard } from '../../../src/features/topics/discussion/cards/copy.js';
import { mirroringCard, openedCard, threadLostCard } from '../../../src/features/topics/discussion/cards/notices.js';
import { openingMessage } from '../../../src/features/topics/discussion/cards/opening.js';
import { sharingCard } from '../../../src/features/topics/discussion/cards/sharing.js';
import type { SharingView } from '../../../src/features/topics/discussion/consent.js';
import { LOST } from '../../../src/features/topics/discussion/lost.js';
import { toMonth } from '../../../src/features/topics/rules/month.js';
import type { Topic } from '../../../src/features/topics/types.js';
import { formatList, speaker } from '../../../src/language/index.js';
import { type Exhibit, karwan, NOW, zainab } from './people.js';

const wells = { name: 'wells.csv', size: 2000 };

const water: Topic = {
  id: toId(7),
  month: toMonth('2026-12'),
  slot: 1,
  origin: 'proposal',
  proposal: toId(7),
  template: null,
  reason: null,
  state: 'open',
  version: 2,
  language: 'ar',
  sector: 'protection',
  forSector: false,
  texts: { ar: { title: 'مساحات آمنة للنساء في الريف', question: 'من افتتح واحدة، وكيف تبقى مفتوحة؟\n@everyone <!channel> *تجربتكم*' } },
  why: 'يسألنا عنها مانحان للعام القادم.',
  resources: ['https://example.org/guide?a=1&b=2'],
  guiding: null,
  plannedDate: toLocalDate('2026-12-06'),
  opensAt: NOW,
  openedAt: NOW,
  closesAt: null,
  closedAt: null,
  facilitator: null,
  shadow: null,
  lastWrittenAt: null,
  lastNudgeAt: null,
  lastPromptAt: null,
};
const everywhere: Topic = {
  ...water,
  id: toId(8),
  language: 'en',
  forSector: true,
  texts: {
    en: { title: 'Clean water in schools', question: 'Who tests the wells, and how often?' },
    ar: { title: 'مياه نظيفة في المدارس', question: 'من يفحص الآبار، وكم مرة؟' },
    ckb: { title: 'ئاوی پاک لە قوتابخانەکاندا', question: 'کێ بیرەکان دەپشکنێت، و چەند جار؟' },
  },
  why: '',
  resources: [],
  guiding: ['Who pays for the tests?', 'What do you do with a bad result?'],
};
const long: Topic = {
  ...everywhere,
  texts: {
    en: {
      title: 'What we have learned from five years of accompanying survivors to court, and what we would do in another way today',
      question: 'What would you change?',
    },
  },
  sector: null,
  guiding: null,
};

/** What the library has. */
const onShelf = (id: number, title: string, languages: readonly Language[]): OnShelf => ({
  key: `resources:${id}`,
  title,
  facts: (language) =>
    formatList(
      languages.map((each) => speaker(language).plain(`common.language.${each}`)),
      language,
    ),
  command: `/resources show ${id}`,
  button: (label) => ({ type: 'button', action: `resources:show:${id}`, label }),
});
export const handbook = onShelf(3, 'Handbook of safe spaces: *from* the first room to the tenth year, for those who begin in a village', [
  'en',
  'ar',
]);
const booklet = onShelf(4, 'دليل المساحات الآمنة @everyone', ['ar']);

const unanswered: SharingView = { choice: null, organisation: 'Amal (أمل)', mirroring: true, stopped: false };

/** Open discussions, and what is copied between the spaces. */
export function discussionExhibits(language: Language): readonly Exhibit[] {
  const card = (name: string, ...cards: readonly Card[]): Exhibit => ({ name, message: { cards } });
  const names = { proposers: [zainab.name, karwan.name], facilitator: karwan.name, resources: [handbook, booklet] };
  const copied = {
    maxMb: 10,
    name: zainab.name,
    organisation: 'Amal (أمل)',
    language,
    words: 'نفحصها كل شهر.\n@everyone <!channel> *bold*',
    files: [],
  };
  return [
    {
      name: 'an opening, in all languages',
      message: openingMessage({ topic: water, ...names, mirroring: true }, [language, ...LANGUAGES.filter((other) => other !== language)]),
    },
    {
      name: 'an opening of a translated topic',
      message: openingMessage({ topic: everywhere, ...names, proposers: [], resources: [], mirroring: false }, [language]),
    },
    {
      name: 'an opening with one question of its facilitator',
      message: openingMessage({ topic: { ...everywhere, guiding: ['Who pays for the tests?'] }, ...names, mirroring: false }, [
        language,
        ...LANGUAGES.filter((other) => other !== language),
      ]),
    },
    {
      name: 'an opening without names, with a long title',
      message: openingMessage({ topic: long, proposers: [], facilitator: undefined, resources: [], mirroring: false }, [language]),
    },
    card('a copy', copyCard(copied)),
    card(
      'a copy of a member of an organisation, with files',
      copyCard({
        ...copied,
        name: undefined,
        files: [wells, { name: 'صورة.png', size: 900 }, { name: 'تسجيل.mov', size: 62_914_560, left: true }],
      }),
    ),
    card('a copy of a member without an organisation', copyCard({ ...copied, organisation: undefined, files: [wells], words: '' })),
    card('a copy of somebody', copyCard({ ...copied, name: undefined, organisation: undefined, words: 'word '.repeat(1000) })),
    card('share?', sharingCard(unanswered, language)),
    card('shared under one’s name', sharingCard({ ...unanswered, choice: 'name' }, language)),
    card('shared as a member of …, and stopped', sharingCard({ ...unanswered, choice: 'organisation', stopped: true }, language)),
    card('shared as a member', sharingCard({ ...unanswered, choice: 'organisation', organisation: undefined, mirroring: false }, language)),
    card('not shared', sharingCard({ ...unanswered, choice: 'no' }, language)),
    card('shared no more', sharingCard({ ...unanswered, choice: 'no', withdrawn: 3 }, language)),
    card('much that is shared no more', sharingCard({ ...unanswered, choice: 'no', withdrawn: 120 }, language)),
    card('opened', openedCard(water, true, language)),
    card('open already', openedCard(water, false, language)),
    ...LOST.map((what) => card(`a lost thread: ${what}`, threadLostCard(water, 'discord', what, language))),
    card('copying stopped', mirroringCard(zainab.name, true, language)),
    card('copying allowed', mirroringCard(zainab.name, false, language)),
  ];
}
