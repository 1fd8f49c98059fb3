import type { Language } from '../../../core/language.js';
import type { Kind } from '../../../features/resources/types.js';

/** What some resources are about, in each language: a title, and what they are good for. */
export interface Theme {
  readonly sector: string;
  readonly kinds: readonly [Kind, Kind, Kind];
  readonly words: Readonly<Record<Language, readonly [title: string, summary: string]>>;
}

const theme = (sector: string, kinds: Theme['kinds'], en: Words, ar: Words, ckb: Words): Theme => ({
  sector,
  kinds,
  words: { en, ar, ckb },
});
type Words = readonly [title: string, summary: string];

export const THEMES: readonly Theme[] = [
  theme(
    'protection',
    ['guide', 'form', 'training'],
    ['Referral pathways', 'Whom to call, in which order, and what to ask first.'],
    ['مسارات الإحالة', 'بمن نتصل وبأي ترتيب وماذا نسأل أولاً.'],
    ['ڕێچکەکانی ڕەوانەکردن', 'پەیوەندی بە کێوە بکەین، بە چ ڕیزێک و سەرەتا چی بپرسین.'],
  ),
  theme(
    'protection',
    ['form', 'template', 'slides'],
    ['Consent of survivors', 'A form in plain words, and how to explain it.'],
    ['موافقة الناجيات', 'استمارة بكلمات بسيطة، وكيف نشرحها.'],
    ['ڕەزامەندیی ڕزگاربووان', 'فۆرمێک بە وشەی سادە، و چۆن ڕوونی بکەینەوە.'],
  ),
  theme(
    'protection',
    ['guide', 'training', 'slides'],
    ['Safe spaces for women', 'How to open one, who may come in, and what is never written down.'],
    ['مساحات آمنة للنساء', 'كيف نفتحها ومن يدخلها وما الذي لا يُكتب أبداً.'],
    ['شوێنی ئارام بۆ ژنان', 'چۆن بیکەینەوە، کێ بێتە ژوورەوە، و چی هەرگیز نانووسرێت.'],
  ),
  theme(
    'protection',
    ['report', 'tool', 'training'],
    ['Case management', 'Steps of a case from the first talk to its closing.'],
    ['إدارة الحالات', 'خطوات الحالة من أول حديث إلى إغلاقها.'],
    ['بەڕێوەبردنی کەیس', 'هەنگاوەکانی کەیس لە یەکەم گفتوگۆوە تا داخستنی.'],
  ),
  theme(
    'prevention',
    ['training', 'tool', 'guide'],
    ['Working with men and boys', 'Exercises for six meetings, tried in three villages.'],
    ['العمل مع الرجال والفتيان', 'تمارين لستة لقاءات جُرّبت في ثلاث قرى.'],
    ['کارکردن لەگەڵ پیاوان و کوڕان', 'ڕاهێنان بۆ شەش کۆبوونەوە، لە سێ گوند تاقی کراونەتەوە.'],
  ),
  theme(
    'prevention',
    ['report', 'policy-paper', 'slides'],
    ['Early marriage', 'Why it rises after a flood, and what families asked for.'],
    ['الزواج المبكر', 'لماذا يزداد بعد الفيضان وماذا طلبت العائلات.'],
    ['هاوسەرگیریی پێشوەختە', 'بۆچی دوای لافاو زیاد دەبێت، و خێزانەکان داوای چییان کرد.'],
  ),
  theme(
    'prevention',
    ['guide', 'form', 'training'],
    ['Mediation between families', 'When it helps, when it harms, and whom to take along.'],
    ['الوساطة بين العائلات', 'متى تنفع ومتى تضر ومن نصطحب.'],
    ['نێوەندگیری نێوان خێزانەکان', 'کەی سوود دەگەیەنێت، کەی زیان، و کێ لەگەڵ خۆمان ببەین.'],
  ),
  theme(
    'participation',
    ['guide', 'slides', 'training'],
    ['Women in local councils', 'How candidates prepared, and what they would do again.'],
    ['النساء في المجالس المحلية', 'كيف استعدت المرشحات وما الذي يكررنه.'],
    ['ژنان لە ئەنجومەنە ناوخۆییەکاندا', 'پاڵێوراوان چۆن خۆیان ئامادە کرد، و چی دووبارە دەکەنەوە.'],
  ),
  theme(
    'participation',
    ['tool', 'form', 'report'],
    ['Listening to young women', 'Questions for a circle of ten, and how to bring the answers back.'],
    ['الإصغاء إلى الشابات', 'أسئلة لحلقة من عشر، وكيف نعيد الأجوبة إليهن.'],
    ['گوێگرتن لە ژنە گەنجەکان', 'پرسیار بۆ بازنەیەکی دە کەسی، و چۆن وەڵامەکان بگەڕێنینەوە.'],
  ),
  theme(
    'participation',
    ['template', 'guide', 'slides'],
    ['Minutes that people read', 'One page, who does what until when.'],
    ['محاضر يقرؤها الناس', 'صفحة واحدة: من يفعل ماذا وحتى متى.'],
    ['کۆنووسێک کە خەڵک بیخوێننەوە', 'یەک لاپەڕە: کێ چی دەکات و تا کەی.'],
  ),
  theme(
    'recovery',
    ['tool', 'form', 'template'],
    ['Cash grants for small shops', 'A budget, an agreement, and the questions of the donor.'],
    ['منح نقدية للمحال الصغيرة', 'ميزانية واتفاق وأسئلة الجهة المانحة.'],
    ['بەخشینی نەختینە بۆ دوکانە بچووکەکان', 'بودجەیەک، ڕێککەوتنێک، و پرسیارەکانی بەخشەر.'],
  ),
  theme(
    'recovery',
    ['report', 'guide', 'recording'],
    ['Returning after displacement', 'What people found when they came home, and what they needed first.'],
    ['العودة بعد النزوح', 'ما وجده الناس عند العودة وما احتاجوا إليه أولاً.'],
    ['گەڕانەوە دوای ئاوارەیی', 'خەڵک کە گەڕانەوە چییان بینی، و سەرەتا پێویستییان بە چی بوو.'],
  ),
  theme(
    'recovery',
    ['training', 'tool', 'book'],
    ['Care for those who care', 'Small exercises against exhaustion, for teams of five.'],
    ['العناية بمن يعتنون', 'تمارين صغيرة ضد الإنهاك لفرق من خمسة.'],
    ['گرنگیدان بەوانەی گرنگی دەدەن', 'ڕاهێنانی بچووک دژی ماندوویی، بۆ تیمی پێنج کەسی.'],
  ),
  theme(
    'legislation',
    ['policy-paper', 'report', 'slides'],
    ['The law on domestic violence', 'What the draft says, what is missing, and who may change it.'],
    ['قانون العنف الأسري', 'ما في المسودة وما ينقصها ومن يستطيع تغييرها.'],
    ['یاسای توندوتیژیی خێزانی', 'ڕەشنووسەکە چی دەڵێت، چی کەمە، و کێ دەتوانێت بیگۆڕێت.'],
  ),
  theme(
    'legislation',
    ['guide', 'form', 'book'],
    ['Papers after a divorce', 'Which office, which paper, how long it takes.'],
    ['الأوراق بعد الطلاق', 'أي دائرة وأي ورقة وكم تستغرق.'],
    ['کاغەزەکان دوای جیابوونەوە', 'کام فەرمانگە، کام کاغەز، چەندی پێ دەچێت.'],
  ),
  theme(
    'awareness',
    ['slides', 'template', 'recording'],
    ['Sixteen days of activism', 'A calendar, posters and a talk for the radio.'],
    ['ستة عشر يوماً من النشاط', 'تقويم وملصقات وحديث للإذاعة.'],
    ['شانزە ڕۆژ چالاکی', 'ڕۆژژمێرێک، پۆستەر و وتەیەک بۆ ڕادیۆ.'],
  ),
  theme(
    'awareness',
    ['guide', 'tool', 'report'],
    ['Talking with the media', 'How to tell a story without naming anyone.'],
    ['الحديث مع الإعلام', 'كيف نروي قصة من دون ذكر أسماء.'],
    ['قسەکردن لەگەڵ میدیا', 'چۆن چیرۆکێک بگێڕینەوە بەبێ ناوهێنانی کەس.'],
  ),
  theme(
    'empowerment',
    ['training', 'slides', 'template'],
    ['First steps with a budget', 'Ten lines, and why each is there.'],
    ['الخطوات الأولى في الميزانية', 'عشرة أسطر ولماذا كل منها.'],
    ['یەکەم هەنگاوەکانی بودجە', 'دە دێڕ، و هەریەکەیان بۆچی هەیە.'],
  ),
  theme(
    'empowerment',
    ['book', 'guide', 'tool'],
    ['Mentoring among women leaders', 'How pairs met for a year, with their questions.'],
    ['التوجيه بين القياديات', 'كيف التقت الثنائيات سنة كاملة، مع أسئلتها.'],
    ['مێنتۆریی نێوان ژنە سەرکردەکان', 'چۆن ساڵێک یەکتریان بینی، لەگەڵ پرسیارەکانیان.'],
  ),
  theme(
    'climate-change',
    ['report', 'policy-paper', 'guide'],
    ['Water and women in the marshes', 'Who fetches it, how far, and what changed in three years.'],
    ['الماء والنساء في الأهوار', 'من تجلبه وكم تبعد وما تغيّر في ثلاث سنوات.'],
    ['ئاو و ژنان لە هۆرەکاندا', 'کێ دەیهێنێت، چەند دوورە، و لە سێ ساڵدا چی گۆڕا.'],
  ),
];
