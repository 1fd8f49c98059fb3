import type { Language } from '../../src/core/language.js';
import { toInstant } from '../../src/core/time.js';
import { monthName } from '../../src/features/letter/month-name.js';
import { toLetterMonth } from '../../src/features/letter/rules/times.js';
import type { LetterSection, Written } from '../../src/features/letter/types.js';
import { formatInstant, speaker, withoutDirectionControls } from '../../src/language/index.js';

const WORDS = {
  en: {
    lesson: 'Start with a room that women choose themselves.\nTea helps more than a poster.',
    topic: 'Safe spaces in rural areas',
    event: 'Safe referral in small towns',
    about: 'Three organisations show how they refer without writing names down.',
    guide: 'Referral pathways',
    summary: 'Whom to call, in which order, and what to ask first.',
    story: 'A room where women can talk',
    changed: 'Twenty women come each week.',
  },
  ar: {
    lesson: 'ابدأوا بغرفة تختارها النساء بأنفسهن.\nالشاي ينفع أكثر من الملصق.',
    topic: 'مساحات آمنة في المناطق الريفية',
    event: 'الإحالة الآمنة في البلدات الصغيرة',
    about: 'تعرض ثلاث منظمات كيف تحيل من دون تدوين الأسماء.',
    guide: 'مسارات الإحالة',
    summary: 'بمن نتصل وبأي ترتيب وماذا نسأل أولًا.',
    story: 'غرفة تتحدث فيها النساء',
    changed: 'تأتي عشرون امرأة كل أسبوع.',
  },
  ckb: {
    lesson: 'بە ژوورێک دەست پێ بکەن کە ژنان خۆیان هەڵیدەبژێرن.\nچا لە پۆستەر زیاتر سوودی هەیە.',
    topic: 'شوێنی ئارام لە گوندەکاندا',
    event: 'ڕەوانەکردنی ئارام لە شارۆچکەکاندا',
    about: 'سێ ڕێکخراو پیشانی دەدەن چۆن بەبێ نووسینی ناو ڕەوانە دەکەن.',
    guide: 'ڕێچکەکانی ڕەوانەکردن',
    summary: 'پەیوەندی بە کێوە بکەین، بە چ ڕیزێک و سەرەتا چی بپرسین.',
    story: 'ژوورێک کە ژنان تێیدا قسە بکەن',
    changed: 'هەموو هەفتەیەک بیست ژن دێن.',
  },
} as const;

/** What features tell, with more than a chat shows of one section, and a title in another language. */
export function letterSections(language: Language): readonly LetterSection[] {
  const say = speaker(language);
  const words = WORDS[language];
  const other = WORDS[language === 'en' ? 'ar' : 'en'];
  const at = formatInstant(toInstant(Date.parse('2026-12-14T10:00:00+03:00')), 'Asia/Baghdad', language, 'date-time');
  return [
    {
      title: say.plain('topics-letter.summaries'),
      items: [{ key: 'topics:5', title: words.topic, text: words.lesson }],
      hint: say.plain('topics-letter.more', { command: '/topics list' }),
    },
    {
      title: say.plain('events-letter.title'),
      items: [
        { key: 'events:12', title: words.event, facts: `${say.plain('events.kind.webinar')} · ${at} (Baghdad)`, text: words.about },
        { key: 'events:13', title: other.event, facts: `${say.plain('events.kind.training')} · ${at}` },
      ],
      hint: say.plain('events-letter.register', { command: '/events list' }),
    },
    {
      title: say.plain('resources-letter.title'),
      items: [
        ...[7, 8, 9, 10].map((id) => ({
          key: `resources:${id}`,
          title: `${words.guide} ${id}`,
          facts: `${say.plain('resources.kind.guide')} · Reed House`,
          group: say.plain(id < 9 ? 'common.sector.protection' : 'common.sector.prevention'),
          text: words.summary,
          ...(id === 7 && { address: 'https://mudhif.example.org/p/resources/show/7' }),
        })),
        { key: 'resources:11', title: other.guide, facts: say.plain('resources.kind.book'), text: other.summary },
        { key: 'resources:14', title: 'No. 6', facts: say.plain('resources.kind.form') },
        { key: 'resources:15', title: 'No. 7', facts: say.plain('resources.kind.form') },
      ],
      hint: say.plain('resources-letter.more', { command: '/resources search' }),
    },
    {
      title: say.plain('stories-letter.title'),
      items: [
        {
          key: 'stories:4',
          title: words.story,
          facts: say.plain('stories.by', { name: 'Zainab Kareem' }),
          text: words.changed,
          address: 'https://mudhif.example.org/p/stories/story/4',
        },
      ],
    },
  ];
}

export function writtenLetter(language: Language): Written {
  const say = speaker(language);
  const subject = say.plain('letter.subject', { community: 'Women of the Rivers', month: monthName(toLetterMonth('2026-12'), language) });
  return {
    language,
    subject: withoutDirectionControls(subject),
    opening: withoutDirectionControls(say.plain('letter.opening', { community: 'Women of the Rivers' })),
    sections: letterSections(language),
  };
}
