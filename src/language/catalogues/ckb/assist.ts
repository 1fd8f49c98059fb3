/** وەڵام بۆ هەر کەسێک بۆ بۆت بنووسێت، یارمەتی، و فەرمانی هەڵەنووسراو */
export default {
  'command.help': 'ئەوەی لێرە دەتوانیت بیکەیت، بە دوگمە',
  'agenda.message.answer': 'وەڵام بۆ کەسێک کە بۆ ڕۆبۆتەکەی نووسیوە',
  'notice.answer': 'وەڵامی ئەو نامانەی فەرمان نین',
  'greeting.title': 'سڵاو {name}',
  'greeting.text': 'دەتەوێت چی بکەیت؟',
  'greeting.newcomer': 'خۆشحاڵم کە لێرەیت. لە کوێوە دەست پێ بکەین؟',
  'greeting.note':
    'وەڵامی دوگمە و فەرمان دەدەمەوە، و ئەوەی لێرە دەنووسرێت ناخوێندرێتەوە. {command} هەموو ئەوە پیشان دەدات کە دەتوانیت بیکەیت.',
  'button.help': 'لێرە چیم پێ دەکرێت',
  'button.run': 'جێبەجێکردن',
  'commands.title': 'ئەوەی لێرە دەتوانیت بیکەیت',
  'commands.line': '{command} — {description}',
  'commands.choose': 'لە {command} هەڵبژێرە',
  'commands.more-after-induction': 'دوای ئەوەی خۆت ناساند (‎/profile edit‎)، شتی زیاتر بەردەستە.',
  mistyped: '«{typed}» ناناسم. {count, plural, one {مەبەستت ئەمە بوو؟} other {مەبەستت یەکێک لەمانە بوو؟}}',
  'mistyped-long':
    'ئەوەی لەدوایەوە نووسیت بۆ دوگمەیەک زۆر درێژە، بۆیە ئەم دوگمانە فەرمانەکە بەبێ ئەو جێبەجێ دەکەن. بۆ ئەوەی نەفەوتێت، تکایە لەگەڵ فەرمانە ڕاستەکەدا دووبارە بینێرە.',
  incomplete: 'بۆ {command} ئەمەش پێویستە:',
  'incomplete-choose': 'لە لیستەکە هەڵبژێرە',
  'incomplete-form': 'پڕی بکەرەوە',
  entries: 'دەتەوێت چی بکەیت بە {command}؟',
  'words.help': 'یارمەتی, فەرمانەکان, دەستپێک, سڵاو',
} as const;
