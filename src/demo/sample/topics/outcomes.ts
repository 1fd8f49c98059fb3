import type { Language } from '../../../core/language.js';

/** What came of a discussion. */
interface Outcome {
  readonly lesson: string;
  readonly challenge: string;
  readonly recommendation: string;
}

/** What fits nearly everywhere: residents sum up topics of which the sample knows only the title. */
export const OUTCOMES: Readonly<Record<Language, readonly Outcome[]>> = {
  en: [
    {
      lesson: 'It works where people of the place decide, and where somebody writes down what was agreed.',
      challenge: 'Transport, and finding an hour that suits those who work.',
      recommendation: 'Visit one another before planning something new, two organisations each month.',
    },
    {
      lesson: 'Small and regular does more than large and once.',
      challenge: 'Money for the first three months, until others see that it helps.',
      recommendation: 'Collect what each of us uses on one page, and keep it up to date.',
    },
    {
      lesson: 'Ask those whom it is for at the beginning, and tell them afterwards what became of it.',
      challenge: 'Staff change, and what they know goes with them.',
      recommendation: 'Name two people in each organisation who know how it is done.',
    },
  ],
  ar: [
    {
      lesson: 'ينجح العمل حين يقرّر أهل المكان، وحين يدوّن أحدهم ما اتُّفق عليه.',
      challenge: 'النقل، وإيجاد ساعة تناسب من يعملن.',
      recommendation: 'زيارات متبادلة قبل التخطيط لأي جديد، بين منظمتين كل شهر.',
    },
    {
      lesson: 'القليل المنتظم أنفع من الكثير مرة واحدة.',
      challenge: 'تمويل الأشهر الثلاثة الأولى، إلى أن تظهر الفائدة للآخرين.',
      recommendation: 'جمع ما يستعمله كل منا في صفحة واحدة، وتحديثها باستمرار.',
    },
    {
      lesson: 'نسأل أصحاب الشأن في البداية، ثم نخبرهم بما آل إليه الأمر.',
      challenge: 'يتغيّر الموظفون، وتذهب معهم خبرتهم.',
      recommendation: 'تسمية شخصين في كل منظمة يعرفان طريقة العمل.',
    },
  ],
  ckb: [
    {
      lesson: 'کاتێک سەردەکەوێت کە خەڵکی شوێنەکە بڕیار بدەن و یەکێک ئەوەی ڕێککەوتنی لەسەر کراوە بینووسێت.',
      challenge: 'هاتوچۆ، و دۆزینەوەی کاتێک کە بۆ ئەوانەی کار دەکەن بگونجێت.',
      recommendation: 'پێش پلانی نوێ سەردانی یەکتر بکەین، هەر مانگێک دوو ڕێکخراو.',
    },
    {
      lesson: 'کەم و بەردەوام باشترە لە زۆر و یەک جار.',
      challenge: 'پارەی سێ مانگی یەکەم، تا ئەوانی تر سوودەکەی دەبینن.',
      recommendation: 'ئەوەی هەریەکەمان بەکاری دەهێنێت لە یەک لاپەڕەدا کۆی بکەینەوە و نوێی بکەینەوە.',
    },
    {
      lesson: 'سەرەتا لەوانە بپرسین کە بۆیانە، دواتر پێیان بڵێین چی لێ هاتەوە.',
      challenge: 'کارمەندان دەگۆڕێن و ئەزموونەکەیان لەگەڵیان دەڕوات.',
      recommendation: 'لە هەر ڕێکخراوێک دوو کەس دیاری بکرێن کە شێوازی کارەکە دەزانن.',
    },
  ],
};
