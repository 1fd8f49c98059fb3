/** النقاشات المفتوحة وما يُنسخ بين المساحات */
export default {
  'command.share': 'هل يُنسخ ما تكتبه في النقاشات إلى المساحات الأخرى؟',
  'command.open': 'فتح موضوع مخطَّط له الآن، أو فتح سلسلته المحذوفة من جديد',
  'command.topic': 'رقم الموضوع، أو كلمات من عنوانه',
  'command.mirroring': 'إيقاف نسخ ما يكتبه أحد الأعضاء أو السماح به',
  'command.member': 'صاحب الكتابة',
  'command.what': 'إيقاف أو سماح',
  'command.stop': 'إيقاف',
  'command.allow': 'سماح',

  'button.share': 'مشاركة ما أكتبه هنا',
  'button.share-name': 'نعم، باسمي',
  'button.share-organisation': 'نعم، بصفتي من أعضاء منظمتي',
  'button.share-as-member': 'نعم، بصفة «أحد الأعضاء»',
  'button.share-no': 'لا',

  'opening.sector': 'القطاع: {sector}',
  'opening.for-sector': 'موجَّه بوجه خاص إلى العاملين في قطاع: {sector}',
  'opening.question': 'السؤال',
  'opening.guiding': 'للبداية',
  'opening.proposed-by': 'مقترح من {names}',
  'opening.facilitator': 'تيسير هذا النقاش: {name}، مع جزيل الشكر!',
  'opening.how': 'نرحّب بالجميع: الكتابة في هذه السلسلة متاحة لك باللغة التي تفضّلها. حتى تجربة في جملتين تفيد الآخرين.',
  'opening.in-other': 'فُتح موضوع جديد. لغة نقاشه: {language}، ويمكنك مع ذلك الكتابة بالعربية.',
  'guiding.first': 'ماذا جرّبتم في منظمتكم، وما النتيجة؟',
  'guiding.second': 'ما أصعب ما واجهكم، وما الذي ساعدكم؟',
  'guiding.third': 'بماذا تنصحون من يبدأ غدًا؟',

  'copy.named': 'من {name} ({language}):',
  'copy.named-of': 'من {name}، {organisation} ({language}):',
  'copy.of-organisation': 'من أحد أعضاء {organisation} ({language}):',
  'copy.somebody': 'من أحد الأعضاء ({language}):',
  'copy.cut': 'للنص بقية، وهو كامل حيث كُتب.',
  'copy.files':
    '{count, plural, zero {لا ملفات} one {ملف: {names}} two {ملفان: {names}} few {ملفات: {names}} many {ملفات: {names}} other {ملفات: {names}}}',

  'sharing.title': 'هل يقرأ الآخرون معنا؟',
  'sharing.chosen': 'ما تشاركه',
  'sharing.ask':
    'يتحاور مجتمعنا في أكثر من مساحة. هل يمكنني نسخ ما تكتبه في سلاسل المواضيع إلى المساحات الأخرى، ليتمكّن الجميع من قراءته والرد عليه؟',
  'sharing.name': 'أنسخ ما تكتبه في سلاسل المواضيع إلى المساحات الأخرى باسمك.',
  'sharing.organisation': 'أنسخ ما تكتبه في سلاسل المواضيع إلى المساحات الأخرى بصفة «أحد أعضاء {organisation}».',
  'sharing.member': 'أنسخ ما تكتبه في سلاسل المواضيع إلى المساحات الأخرى بصفة «أحد الأعضاء».',
  'sharing.no': 'لا أنسخ شيئًا مما تكتبه ولا أقرؤه، ولا يرى أحد اختيارك هذا.',
  'sharing.stopped': 'أوقف المنسّقون حاليًا نسخ ما تكتبه، ويمكنهم إخبارك بالمزيد.',
  'sharing.off': 'لا يُنسخ شيء حاليًا بين مساحات هذا المجتمع.',
  'sharing.about':
    'يسري اختيارك على ما تكتبه من الآن فصاعدًا، وما كُتب من قبل يبقى غير مقروء. إذا قلت «لا» لاحقًا أزيل النُّسخ وأمحو الكلمات. تجد هذا مجددًا عبر ‎/topics share‎.',

  'open.done': 'فُتح «{title}»، ومنشور الافتتاح في طريقه.',
  'open.again': '«{title}» مفتوح أصلًا. حيث حُذفت سلسلته أفتح سلسلة جديدة.',
  'mirroring.stopped': 'لم تعد كتابات {name} تُنسخ، والنُّسخ في طريقها إلى الزوال. لا أُخطر أحدًا بذلك.',
  'mirroring.allowed': 'تُنسخ كتابات {name} من جديد من الآن فصاعدًا، بشرط الموافقة على ذلك.',

  'settings.title': 'النقاشات',
  'settings.mirroring': 'نسخ ما يسمح به الأعضاء بين المساحات',
  'settings.keep-words': 'أشهر حفظ كلماتهم بعد إغلاق الموضوع',

  'error.gone': 'لم يعد هذا الموضوع موجودًا.',
  'error.not-planned': 'لم يعد هذا الموضوع مخطَّطًا له، فلا يمكنني فتحه.',
  'error.no-title': 'لا أعرف موضوعًا مخطَّطًا له أو مفتوحًا بعنوان «{text}».',
  'error.several': 'عدة مواضيع في عناوينها «{text}». يُرجى كتابة رقم الموضوع أو المزيد من عنوانه.',

  'act.open': 'فتح موضوع',
  'audit.topic': 'الموضوع {number, number}',
  'agenda.job.open': 'فتح موضوع',
  'agenda.job.ask': 'سؤال عن قراءة الآخرين',
  'agenda.job.copies': 'تعديل نُسخ المشاركات أو إزالتها',
  'agenda.message.opening': 'منشور افتتاح موضوع',
  'agenda.message.copy': 'مشاركة منسوخة من مساحة أخرى',
} as const;
