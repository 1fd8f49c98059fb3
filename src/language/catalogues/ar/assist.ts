/** إجابات لمن يكتب إلى البوت، والمساعدة، والأوامر المكتوبة خطأً */
export default {
  'command.help': 'ما يمكنك فعله هنا، في أزرار',
  'agenda.message.answer': 'إجابة لمن كتب إلى البوت',
  'notice.answer': 'إجابات عن رسائل ليست أوامر',
  'greeting.title': 'أهلًا {name}',
  'greeting.text': 'بماذا يمكنني المساعدة؟',
  'greeting.newcomer': 'يسعدني وجودك هنا. من أين نبدأ؟',
  'greeting.note': 'أستجيب للأزرار والأوامر، ولا يُقرأ ما يُكتب هنا. يعرض {command} كل ما هو متاح لك.',
  'button.help': 'ما يمكنني فعله هنا',
  'button.run': 'تنفيذ',
  'commands.title': 'ما يمكنك فعله هنا',
  'commands.line': '{command} — {description}',
  'commands.choose': 'اختيار من {command}',
  'commands.more-after-induction': 'بعد التعريف بنفسك (‎/profile edit‎) يُتاح لك المزيد.',
  mistyped:
    'لا أعرف «{typed}». {count, plural, zero {} one {هل هذا هو المقصود؟} two {هل المقصود أحد هذين الأمرين؟} few {هل المقصود أحد هذه الأوامر؟} many {هل المقصود أحد هذه الأوامر؟} other {هل المقصود أحد هذه الأوامر؟}}',
  'mistyped-long':
    'ما كتبته بعده أطول من أن يتسع له زر، فهذه الأزرار تنفّذ الأمر من دونه. لكي لا يضيع، يُرجى إرساله مرة أخرى مع الأمر الصحيح.',
  incomplete: 'لتنفيذ {command} يلزم أيضًا:',
  'incomplete-choose': 'الاختيار من القائمة',
  'incomplete-form': 'ملء الحقول',
  entries: 'ما المطلوب من {command}؟',
  'words.help': 'مساعدة, مساعده, الأوامر, ابدأ, مرحبا',
} as const;
