import type { Language } from '../../../core/language.js';

/** What residents propose while time passes. All invented. */
interface Idea {
  readonly sector: string;
  readonly title: string;
  readonly question: string;
  readonly why: string;
}

export const IDEAS: Readonly<Record<Language, readonly Idea[]>> = {
  en: [
    {
      sector: 'prevention',
      title: 'When two families stop greeting each other',
      question: 'What is the smallest step that has worked for you?',
      why: '',
    },
    {
      sector: 'climate-change',
      title: 'Shade in front of clinics',
      question: 'Who has planted trees that lived through their second summer?',
      why: 'The planting season begins soon.',
    },
    {
      sector: 'recovery',
      title: 'Shops that open again',
      question: 'What did shopkeepers need most in the first month: goods, glass or customers?',
      why: '',
    },
    {
      sector: 'participation',
      title: 'Minutes that people read',
      question: 'How do you tell a neighbourhood what was decided, within a day?',
      why: 'We lose people after the second meeting.',
    },
    {
      sector: 'awareness',
      title: 'Radio in the morning',
      question: 'Which programmes answer questions on air, and who pays for them?',
      why: '',
    },
  ],
  ar: [
    {
      sector: 'empowerment',
      title: 'أول عقد مع متجر في المدينة',
      question: 'كيف وصلت منتجات ورشكم إلى رفوف المتاجر، وبأي شروط؟',
      why: 'لدينا ست ورش جاهزة.',
    },
    {
      sector: 'legislation',
      title: 'عقود العمل المؤقتة في المشاريع',
      question: 'ما البنود التي لا تتنازلون عنها في عقد لثلاثة أشهر؟',
      why: '',
    },
    {
      sector: 'protection',
      title: 'الوصول إلى من لا يملك هاتفًا',
      question: 'كيف تبلّغون العائلات التي لا هاتف لها بموعد التوزيع؟',
      why: 'تكرّر ذلك في ثلاث قرى.',
    },
    {
      sector: 'climate-change',
      title: 'بذور تتحمّل الملوحة',
      question: 'من جرّب أصنافًا جديدة، وماذا قال المزارعون بعد الحصاد؟',
      why: '',
    },
    {
      sector: 'participation',
      title: 'اجتماعات المساء والنساء',
      question: 'أي ساعة تناسب الأمهات العاملات في منطقتكم؟',
      why: '',
    },
    {
      sector: 'recovery',
      title: 'ترميم المدارس مع أهل الحيّ',
      question: 'ماذا رمّم الأهالي بأيديهم، وماذا تركوا للمقاول؟',
      why: 'تبدأ العطلة بعد شهرين.',
    },
    {
      sector: 'awareness',
      title: 'رسائل صوتية بدل المنشورات',
      question: 'كم ثانية يسمع الناس قبل أن يتوقفوا؟',
      why: '',
    },
  ],
  ckb: [
    {
      sector: 'empowerment',
      title: 'بازاڕی هەینی بۆ بەرهەمی ژنان',
      question: 'کێ شوێنێکی هاوبەشی لە بازاڕدا هەیە، و چۆن نرخ دادەنێن؟',
      why: '',
    },
    {
      sector: 'prevention',
      title: 'یاری لە نێوان دوو قوتابخانەدا',
      question: 'کام یاری خوێندکارەکانی تێکەڵ کرد، نەک جیا؟',
      why: 'خولی نوێ نزیکە.',
    },
    {
      sector: 'protection',
      title: 'سەردانی ماڵەوەی بەساڵاچووان',
      question: 'چەند جار سەردانیان دەکەن، و کێ دەرگا دەکاتەوە؟',
      why: '',
    },
    {
      sector: 'legislation',
      title: 'ناونووسینی منداڵان دوای ئاوارەبوون',
      question: 'کام فەرمانگە یارمەتیتان دەدات، و چەند دەخایەنێت؟',
      why: 'زۆر خێزان ئەمەیان پرسی.',
    },
    {
      sector: 'climate-change',
      title: 'کۆکردنەوەی ئاوی باران',
      question: 'لە گوندەکەتاندا چۆن ئاوی باران هەڵدەگرن بۆ هاوین؟',
      why: '',
    },
  ],
};
