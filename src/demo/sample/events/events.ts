import type { Language } from '../../../core/language.js';
import { type LocalTime, toLocalTime } from '../../../core/time.js';
import type { EventFormat, EventKind, EventTexts } from '../../../features/events/types.js';

export interface SampleEvent {
  readonly kind: EventKind;
  readonly format: EventFormat;
  /** About so many days from now; before now it is over. */
  readonly inDays: number;
  readonly days: number;
  readonly startTime: LocalTime;
  readonly endTime: LocalTime;
  readonly language: Language;
  readonly texts: EventTexts;
  readonly place?: string;
  readonly link?: string;
  /** In the room. */
  readonly places?: number;
  readonly draft?: true;
  /** Where its slides are, and its recording. */
  readonly slides?: string;
  readonly recording?: string;
}

const LINK = 'https://meet.example.org/community';

/** A title in three languages, and what it is about. */
const text = (en: string, ar: string, ckb: string, about?: Readonly<Record<Language, string>>): EventTexts => ({
  en: { title: en, about: about?.en ?? '' },
  ar: { title: ar, about: about?.ar ?? '' },
  ckb: { title: ckb, about: about?.ckb ?? '' },
});

const online = (inDays: number, kind: EventKind, language: Language, texts: EventTexts): SampleEvent => ({
  kind,
  format: 'virtual',
  inDays,
  days: 1,
  startTime: toLocalTime('11:00'),
  endTime: toLocalTime('12:30'),
  language,
  texts,
  link: LINK,
});

const inRoom = (inDays: number, kind: EventKind, language: Language, texts: EventTexts, place: string): SampleEvent => ({
  ...online(inDays, kind, language, texts),
  format: 'in-person',
  startTime: toLocalTime('09:30'),
  endTime: toLocalTime('14:30'),
  place,
  link: '',
});

/** About a year of them, the oldest first and the draft last; the community is ten months old. */
export const SAMPLE_EVENTS: readonly SampleEvent[] = [
  online(-262, 'hosted-coffee', 'ar', text('A first coffee together', 'قهوة التعارف الأولى', 'یەکەم قاوەی پێکەوە')),
  inRoom(
    -241,
    'coordination-meeting',
    'ar',
    text('First coordination meeting', 'اجتماع التنسيق الأول', 'یەکەم کۆبوونەوەی هەماهەنگی'),
    'بغداد، قاعة نقابة المعلمين',
  ),
  online(-220, 'webinar', 'en', text('Reports in plain words', 'تقارير بكلمات بسيطة', 'ڕاپۆرت بە وشەی سادە')),
  {
    ...online(
      -205,
      'roundtable',
      'ckb',
      text('Young people in local councils', 'الشباب في المجالس المحلية', 'گەنجان لە ئەنجوومەنە خۆجێییەکاندا'),
    ),
    format: 'hybrid',
    place: 'هەولێر، هۆڵی میدیا',
    places: 28,
  },
  {
    ...inRoom(-187, 'training', 'ar', text('Writing a proposal', 'كتابة مقترح مشروع', 'نووسینی پێشنیاری پڕۆژە'), 'الموصل، مركز التدريب'),
    days: 2,
    places: 24,
  },
  online(
    -168,
    'webinar',
    'en',
    text('Safe referrals, step by step', 'الإحالة الآمنة خطوة بخطوة', 'ڕەوانەکردنی پارێزراو، هەنگاو بە هەنگاو'),
  ),
  online(-133, 'roundtable', 'ar', text('Talks between neighbours', 'حوار بين الجيران', 'گفتوگۆی نێوان دراوسێکان')),
  {
    ...inRoom(
      -98,
      'training',
      'ar',
      text('Psychological first aid', 'الإسعاف النفسي الأولي', 'فریاگوزاریی دەروونی سەرەتایی'),
      'أربيل، قاعة البيت الثقافي',
    ),
    days: 2,
    places: 25,
  },
  online(-84, 'coordination-meeting', 'ar', text('Coordination meeting of autumn', 'اجتماع تنسيق الخريف', 'کۆبوونەوەی هەماهەنگیی پایز')),
  {
    ...online(-70, 'webinar', 'ckb', text('Gardens on school roofs', 'حدائق على سطوح المدارس', 'باخچەی سەربانی قوتابخانەکان')),
    slides: 'https://files.example.org/school-roofs-slides',
    recording: 'https://files.example.org/school-roofs-recording',
  },
  online(-57, 'roundtable', 'en', text('Working with schools', 'العمل مع المدارس', 'کارکردن لەگەڵ قوتابخانەکان')),
  online(-42, 'coordination-meeting', 'ar', text('Coordination meeting', 'اجتماع التنسيق', 'کۆبوونەوەی هەماهەنگی')),
  {
    ...online(-29, 'webinar', 'ar', text('Safety of volunteers', 'سلامة المتطوعين', 'سەلامەتیی خۆبەخشان')),
    slides: 'https://files.example.org/volunteers-slides',
  },
  online(
    -16,
    'hosted-coffee',
    'en',
    text('Morning coffee with new members', 'قهوة الصباح مع الأعضاء الجدد', 'قاوەی بەیانی لەگەڵ ئەندامانی نوێ'),
  ),
  online(
    5,
    'webinar',
    'en',
    text('Budgets that donors understand', 'موازنات يفهمها المانحون', 'بودجەیەک کە بەخشەران تێی بگەن', {
      en: 'We read a real budget line by line, and rewrite the lines that donors ask about. Bring one of yours.',
      ar: 'نقرأ موازنة حقيقية بندًا بندًا، ونعيد كتابة البنود التي يسأل عنها المانحون. أحضروا موازنة من عندكم.',
      ckb: 'بودجەیەکی ڕاستەقینە دێڕ بە دێڕ دەخوێنینەوە، و ئەو دێڕانە دەنووسینەوە کە بەخشەران پرسیاریان لێ دەکەن. بودجەیەکی خۆتان لەگەڵ خۆتان بهێنن.',
    }),
  ),
  {
    ...inRoom(
      12,
      'training',
      'ar',
      text('Facilitating a dialogue', 'تيسير الحوار', 'ئاسانکاریی گفتوگۆ', {
        en: 'Two days of practice: opening a difficult conversation, hearing those who say little, and ending with something agreed.',
        ar: 'يومان من التمرين: كيف نفتح حديثًا صعبًا، وكيف نسمع من يتكلم قليلًا، وكيف نختم باتفاق.',
        ckb: 'دوو ڕۆژ ڕاهێنان: چۆن گفتوگۆیەکی قورس دەست پێ بکەین، گوێ لەوانە بگرین کە کەم قسە دەکەن، و بە ڕێککەوتنێک کۆتایی پێ بهێنین.',
      }),
      'البصرة، مركز الشباب',
    ),
    days: 2,
    places: 18,
  },
  {
    ...online(
      23,
      'roundtable',
      'ckb',
      text('Water and women’s work', 'المياه وعمل النساء', 'ئاو و کاری ژنان', {
        en: 'When the well dries up, whose day gets longer? Four organisations tell what they saw, then we talk.',
        ar: 'حين تجفّ البئر، يومُ مَن يطول؟ تروي أربع منظمات ما رأته، ثم نتحاور.',
        ckb: 'کاتێک بیرەکە وشک دەکات، ڕۆژی کێ درێژتر دەبێتەوە؟ چوار ڕێکخراو باسی ئەوە دەکەن کە بینیویانە، پاشان گفتوگۆ دەکەین.',
      }),
    ),
    format: 'hybrid',
    place: 'سلێمانی، هۆڵی کتێبخانە',
    places: 30,
  },
  inRoom(
    58,
    'coordination-meeting',
    'ar',
    text('Coordination meeting', 'اجتماع التنسيق', 'کۆبوونەوەی هەماهەنگی', {
      en: 'Updates by sector, the open actions of the last meeting, and the plan for spring.',
      ar: 'مستجدات كل قطاع، والإجراءات المفتوحة من الاجتماع الماضي، وخطة الربيع.',
      ckb: 'نوێکارییەکانی هەر کەرتێک، کارە کراوەکانی کۆبوونەوەی پێشوو، و پلانی بەهار.',
    }),
    'النجف، قاعة غرفة التجارة',
  ),
  online(
    86,
    'hosted-coffee',
    'ckb',
    text('Coffee of the new year', 'قهوة العام الجديد', 'قاوەی ساڵی نوێ', {
      en: 'An hour without slides: who are we, and what do we wish for this year?',
      ar: 'ساعة بلا شرائح: من نحن، وماذا نتمنى لهذا العام؟',
      ckb: 'کاتژمێرێک بەبێ سلاید: ئێمە کێین، و ئەمساڵ ئاواتمان چییە؟',
    }),
  ),
  {
    ...inRoom(40, 'workshop', 'ar', text('Plans for the coming year', 'خطط العام القادم', 'پلانەکانی ساڵی داهاتوو'), 'بغداد'),
    days: 2,
    draft: true,
  },
];
