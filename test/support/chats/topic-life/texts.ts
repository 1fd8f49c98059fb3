import type { Language } from '../../../../src/core/language.js';

/** What people write in the life of a topic, as they would in their own language. All invented. */
export interface Texts {
  readonly title: string;
  readonly question: string;
  readonly why: string;
  /** One word of the title, to find it by. */
  readonly word: string;
  /** Nearly the same as the first. */
  readonly alike: { readonly title: string; readonly question: string };
  readonly declined: { readonly title: string; readonly question: string; readonly reason: string };
  readonly withdrawn: { readonly title: string; readonly question: string };
  /** Of another sector than the first. */
  readonly second: { readonly title: string; readonly question: string };
  readonly late: { readonly title: string; readonly question: string };
  readonly guiding: string;
  readonly asks: string;
  readonly shares: string;
  readonly answers: string;
  readonly rude: string;
  readonly poll: { readonly question: string; readonly options: readonly [string, string] };
  readonly summary: { readonly lesson: string; readonly challenge: string; readonly recommendation: string; readonly responsible: string };
}

export const TEXTS: Readonly<Record<Language, Texts>> = {
  en: {
    title: 'Safe spaces for women in far villages',
    question: 'Who has opened a space far from the centre, and how did it stay open?',
    why: 'Two villages have asked us since October.',
    word: 'villages',
    alike: { title: 'Safe spaces for women in a far village', question: 'What does a space need to begin with?' },
    declined: {
      title: 'A logo for our network',
      question: 'Which colours do we like?',
      reason: 'Lovely idea, but we decide on it at the meeting in spring.',
    },
    withdrawn: { title: 'Minutes of meetings', question: 'Who writes them?' },
    second: { title: 'Heaters for the winter', question: 'Where do you buy heaters that last?' },
    late: { title: 'Calls at night', question: 'Who answers the phone after eight in the evening?' },
    guiding: 'Who chose the hour and the place?',
    asks: 'Who pays for the room after the first year?',
    shares: 'The women of the village chose the hour. That mattered more than the furniture.',
    answers: 'With us the school gives the room for two mornings a week.',
    rude: 'Nobody needs this talk.',
    poll: { question: 'When shall we visit a space together?', options: ['In January', 'In February'] },
    summary: {
      lesson: 'The women of the village choose the hour and the place.',
      challenge: 'Roads in winter.',
      recommendation: 'Ask the schools of three villages for a room.',
      responsible: 'Marshland Recovery',
    },
  },
  ar: {
    title: 'مساحات آمنة للنساء في القرى البعيدة',
    question: 'من فتح مساحة بعيدة عن المركز، وكيف بقيت مفتوحة؟',
    why: 'طلبت منا قريتان ذلك منذ تشرين الأول.',
    word: 'القرى',
    alike: { title: 'مساحة آمنة للنساء في القرى البعيدة', question: 'ماذا تحتاج المساحة في بدايتها؟' },
    declined: {
      title: 'شعار لشبكتنا',
      question: 'أي الألوان نحب؟',
      reason: 'فكرة جميلة، لكننا نقرر ذلك في اجتماع الربيع.',
    },
    withdrawn: { title: 'محاضر الاجتماعات', question: 'من يكتبها؟' },
    second: { title: 'مدافئ لفصل الشتاء', question: 'من أين تشترون مدافئ تدوم؟' },
    late: { title: 'اتصالات الليل', question: 'من يردّ على الهاتف بعد الثامنة مساءً؟' },
    guiding: 'من اختار الساعة والمكان؟',
    asks: 'من يدفع إيجار الغرفة بعد السنة الأولى؟',
    shares: 'نساء القرية اخترن الساعة، وكان ذلك أهم من الأثاث.',
    answers: 'عندنا تعطينا المدرسة الغرفة صباحين في الأسبوع.',
    rude: 'لا أحد يحتاج إلى هذا الكلام.',
    poll: { question: 'متى نزور إحدى المساحات معًا؟', options: ['في كانون الثاني', 'في شباط'] },
    summary: {
      lesson: 'نساء القرية يخترن الساعة والمكان.',
      challenge: 'الطرق في الشتاء.',
      recommendation: 'أن نطلب غرفة من مدارس ثلاث قرى.',
      responsible: 'Marshland Recovery',
    },
  },
  ckb: {
    title: 'شوێنی ئارام بۆ ژنان لە گوندە دوورەکان',
    question: 'کێ لە دووری ناوەندەوە شوێنێکی کردووەتەوە، و چۆن بە کراوەیی ماوەتەوە؟',
    why: 'لە مانگی تشرینی یەکەمەوە دوو گوند داوایان لێ کردووین.',
    word: 'گوندە',
    alike: { title: 'شوێنێکی ئارام بۆ ژنان لە گوندە دوورەکان', question: 'شوێنەکە لە سەرەتادا پێویستی بە چییە؟' },
    declined: {
      title: 'لۆگۆیەک بۆ تۆڕەکەمان',
      question: 'کام ڕەنگەمان بەدڵە؟',
      reason: 'بیرۆکەیەکی جوانە، بەڵام لە کۆبوونەوەی بەهاردا بڕیاری لێ دەدەین.',
    },
    withdrawn: { title: 'کۆنووسی کۆبوونەوەکان', question: 'کێ دەینووسێت؟' },
    second: { title: 'سۆپا بۆ زستان', question: 'لە کوێ سۆپایەک دەکڕن کە زۆر بمێنێتەوە؟' },
    late: { title: 'پەیوەندییەکانی شەو', question: 'دوای کاتژمێر هەشتی ئێوارە کێ وەڵامی تەلەفۆن دەداتەوە؟' },
    guiding: 'کێ کات و شوێنەکەی هەڵبژارد؟',
    asks: 'دوای ساڵی یەکەم کێ کرێی ژوورەکە دەدات؟',
    shares: 'ژنانی گوندەکە خۆیان کاتەکەیان هەڵبژارد، ئەوە لە کەلوپەل گرنگتر بوو.',
    answers: 'لای ئێمە قوتابخانە هەفتەی دوو بەیانی ژوورەکەمان دەداتێ.',
    rude: 'کەس پێویستی بەم قسانە نییە.',
    poll: { question: 'کەی پێکەوە سەردانی شوێنێک بکەین؟', options: ['لە کانوونی دووەمدا', 'لە شوباتدا'] },
    summary: {
      lesson: 'ژنانی گوندەکە خۆیان کات و شوێن هەڵدەبژێرن.',
      challenge: 'ڕێگاکان لە زستاندا.',
      recommendation: 'داوای ژوورێک لە قوتابخانەی سێ گوند بکەین.',
      responsible: 'Marshland Recovery',
    },
  },
};
