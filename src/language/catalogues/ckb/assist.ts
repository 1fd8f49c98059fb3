/** وەڵام بۆ هەر کەسێک بۆ بۆت بنووسێت، یارمەتی، و فەرمانی هەڵەنووسراو */
export default {
  'command.help': 'ئەوەی لێرە دەتوانیت بیکەیت، بە دوگمە',
  'agenda.message.answer': 'وەڵام بۆ کەسێک کە بۆ بۆتی نووسیوە',
  'notice.answer': 'وەڵامی ئەوەی بۆ منی دەنووسیت',
  'greeting.title': 'سڵاو {name}',
  'greeting.text': 'دەتەوێت چی بکەیت؟',
  'greeting.newcomer': 'خۆشحاڵم کە لێرەیت. لە کوێوە دەست پێ بکەین؟',
  'greeting.note':
    'وەڵامی دوگمە و فەرمان دەدەمەوە، و ئەوەی لێرە دەنووسرێت ناخوێندرێتەوە. {command} هەموو ئەوە پیشان دەدات کە دەتوانیت بیکەیت.',
  'button.help': 'چیم پێ دەکرێت لێرە',
  'button.run': 'جێبەجێکردن',
  'commands.title': 'ئەوەی لێرە دەتوانیت بیکەیت',
  'commands.line': '{command} — {description}',
  'commands.choose': 'لە {command} هەڵبژێرە',
  'commands.more-after-induction': 'دوای ئەوەی خۆت ناساند (‎/profile edit‎)، زیاتر هەیە.',
  mistyped: '«{typed}» ناناسم. {count, plural, one {مەبەستت ئەمە بوو؟} other {مەبەستت یەکێک لەمانە بوو؟}}',
  entries: 'دەتەوێت چی بکەیت بە {command}؟',
  'words.help': 'یارمەتی, فەرمانەکان, دەستپێک, سڵاو',
} as const;
