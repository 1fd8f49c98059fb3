import type { Channel } from '../../core/notification.js';

/** A few words of people in the channels, so that the place looks lived in. */
export interface Talk {
  readonly channel: Channel;
  /** Part of the speaker's name; see people-*.ts. */
  readonly by: string;
  /** How many hours ago it was said. */
  readonly ago: number;
  readonly text: string;
  /** What others answered in the thread. */
  readonly answers?: readonly { readonly by: string; readonly ago: number; readonly text: string }[];
}

export const SAMPLE_TALK: readonly Talk[] = [
  {
    channel: 'general',
    by: 'رفل غانم',
    ago: 640,
    text: 'صباح الخير جميعًا. انتهينا أمس من أول جلسة حوار بين جيران حيّين في الجانب الأيمن، وسأكتب خلاصة قصيرة هنا.',
    answers: [
      { by: 'بەناز کەمال', ago: 637, text: 'دەستتان خۆش! ئێمەش هەمان کارمان لە کەرکووک کردووە، حەز دەکەم پوختەکە ببینم.' },
      { by: 'Elsa Björklund', ago: 630, text: 'Wonderful. Could you say how you chose the moderators?' },
      { by: 'رفل غانم', ago: 628, text: 'اخترناهم من مدرسة واحدة، معلّمة من كل حيّ. نجحت الفكرة أكثر مما توقعنا.' },
    ],
  },
  {
    channel: 'general',
    by: 'شنۆ عوسمان',
    ago: 520,
    text: 'سڵاو هاوڕێیان، باخچەی سەربانی خوێندنگەکەمان یەکەم بەرهەمی دا. ئەگەر کەسێک بیەوێت هەمان کار بکات، نەخشەکەمان ئامادەیە.',
    answers: [{ by: 'چنار فەرەیدوون', ago: 517, text: 'بەڵێ تکایە، بۆ هەڵەبجە زۆر پێویستە.' }],
  },
  {
    channel: 'general',
    by: 'Gareth Pellow',
    ago: 400,
    text: 'Our call for small recovery projects opens in two weeks. The budget is where most proposals are weak; ask me before, not after.',
    answers: [
      { by: 'هند صباح', ago: 398, text: 'هل يمكن التقديم بالعربية؟' },
      { by: 'Gareth Pellow', ago: 396, text: 'Yes, Arabic and Kurdish are both fine.' },
    ],
  },
  {
    channel: 'general',
    by: 'أيمن صادق',
    ago: 300,
    text: 'نشرنا خريطة الجفاف المحدّثة لذي قار وميسان. من يعمل مع المزارعين فليخبرنا بما ينقصها.',
  },
  {
    channel: 'general',
    by: 'لانە ئەردەڵان',
    ago: 190,
    text: 'ڕۆژی پێنجشەممە لە هەولێر دانیشتنێکی کراوە لەسەر چاودێری ئەنجوومەنەکان هەیە، هەموو بەخێر بێن.',
  },
  {
    channel: 'general',
    by: 'Maryam Yousif',
    ago: 96,
    text: 'We recorded twelve village stories in Syriac and Arabic this autumn. Does anybody know a patient transcriber?',
    answers: [{ by: 'تبارك سعد', ago: 94, text: 'عندي متطوعتان ممتازتان، سأكتب لك على انفراد.' }],
  },
  {
    channel: 'general',
    by: 'علي رشيد',
    ago: 30,
    text: 'المطبخ المجتمعي يفتح أبوابه هذا الأسبوع كل يوم من العاشرة. أهلًا بكم، والشاي جاهز.',
  },
  { channel: 'organisers', by: 'حنين عبد', ago: 340, text: 'سروە، هل ترين أن نغيّر ساعة الدعوة في رمضان؟' },
  { channel: 'organisers', by: 'سروە مستەفا', ago: 338, text: 'بەڵێ، با کاتژمێر یازدە بێت. پێشتر لەگەڵ لیژنەکەش باسی دەکەم.' },
];
