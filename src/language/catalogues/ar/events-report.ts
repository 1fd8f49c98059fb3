/** تقرير الفعاليات */
export default {
  'command.report': 'كم فعالية عُقدت ومن حضرها، مع رسوم بيانية وجداول',
  'command.from': 'اليوم الأول، وهو بداية هذه السنة ما لم يُذكر',
  'command.to': 'اليوم الأخير، وهو نهاية تلك السنة ما لم يُذكر',
  'error.order': 'اليوم الأخير يسبق اليوم الأول. يُرجى تبديلهما.',
  'error.long': 'يُرجى اختيار عشر سنوات على الأكثر.',

  title: 'الفعاليات، {period}',
  empty: 'لم يُعلن عن أي فعالية في هذه الأيام، ولا خطة لها.',
  'planned.webinar':
    '{held} من أصل {planned, plural, zero {# ندوة} one {ندوة واحدة} two {ندوتين} few {# ندوات} many {# ندوة} other {# ندوة}}',
  'held.webinar': '{held, plural, zero {# ندوة} one {ندوة واحدة} two {ندوتان} few {# ندوات} many {# ندوة} other {# ندوة}}',
  'planned.roundtable':
    '{held} من أصل {planned, plural, zero {# طاولة مستديرة} one {طاولة مستديرة واحدة} two {طاولتين مستديرتين} few {# طاولات مستديرة} many {# طاولة مستديرة} other {# طاولة مستديرة}}',
  'held.roundtable':
    '{held, plural, zero {# طاولة مستديرة} one {طاولة مستديرة واحدة} two {طاولتان مستديرتان} few {# طاولات مستديرة} many {# طاولة مستديرة} other {# طاولة مستديرة}}',
  'planned.training':
    '{held} من أصل {planned, plural, zero {# تدريب} one {تدريب واحد} two {تدريبين} few {# تدريبات} many {# تدريبًا} other {# تدريب}}',
  'held.training': '{held, plural, zero {# تدريب} one {تدريب واحد} two {تدريبان} few {# تدريبات} many {# تدريبًا} other {# تدريب}}',
  'planned.workshop':
    '{held} من أصل {planned, plural, zero {# ورشة عمل} one {ورشة عمل واحدة} two {ورشتي عمل} few {# ورش عمل} many {# ورشة عمل} other {# ورشة عمل}}',
  'held.workshop':
    '{held, plural, zero {# ورشة عمل} one {ورشة عمل واحدة} two {ورشتا عمل} few {# ورش عمل} many {# ورشة عمل} other {# ورشة عمل}}',
  'planned.induction':
    '{held} من أصل {planned, plural, zero {# جلسة تعريفية} one {جلسة تعريفية واحدة} two {جلستين تعريفيتين} few {# جلسات تعريفية} many {# جلسة تعريفية} other {# جلسة تعريفية}}',
  'held.induction':
    '{held, plural, zero {# جلسة تعريفية} one {جلسة تعريفية واحدة} two {جلستان تعريفيتان} few {# جلسات تعريفية} many {# جلسة تعريفية} other {# جلسة تعريفية}}',
  'planned.collaboration-lab':
    '{held} من أصل {planned, plural, zero {# مختبر تعاون} one {مختبر تعاون واحد} two {مختبري تعاون} few {# مختبرات تعاون} many {# مختبر تعاون} other {# مختبر تعاون}}',
  'held.collaboration-lab':
    '{held, plural, zero {# مختبر تعاون} one {مختبر تعاون واحد} two {مختبرا تعاون} few {# مختبرات تعاون} many {# مختبر تعاون} other {# مختبر تعاون}}',
  'planned.coordination-meeting':
    '{held} من أصل {planned, plural, zero {# اجتماع تنسيقي} one {اجتماع تنسيقي واحد} two {اجتماعين تنسيقيين} few {# اجتماعات تنسيقية} many {# اجتماعًا تنسيقيًا} other {# اجتماع تنسيقي}}',
  'held.coordination-meeting':
    '{held, plural, zero {# اجتماع تنسيقي} one {اجتماع تنسيقي واحد} two {اجتماعان تنسيقيان} few {# اجتماعات تنسيقية} many {# اجتماعًا تنسيقيًا} other {# اجتماع تنسيقي}}',
  'planned.hosted-coffee':
    '{held} من أصل {planned, plural, zero {# جلسة قهوة} one {جلسة قهوة واحدة} two {جلستي قهوة} few {# جلسات قهوة} many {# جلسة قهوة} other {# جلسة قهوة}}',
  'held.hosted-coffee':
    '{held, plural, zero {# جلسة قهوة} one {جلسة قهوة واحدة} two {جلستا قهوة} few {# جلسات قهوة} many {# جلسة قهوة} other {# جلسة قهوة}}',
  'sentence-formats': '{kind} ({formats})',
  'formats.in-person': '{count} حضوريًا',
  'formats.virtual': '{count} عبر الإنترنت',
  'formats.hybrid': '{count} حضوريًا وعبر الإنترنت',
  participants: '{count, plural, zero {لا مشاركين} one {مشارك واحد} two {مشاركان} few {# مشاركين} many {# مشاركًا} other {# مشارك}}',
  'participants-by': '{participants}: {shares}',
  'share.local': '{share}% من منظمات محلية أو شبكات',
  'share.national': '{share}% من مؤسسات وطنية أو في الإقليم',
  'share.international': '{share}% من منظمات دولية',
  'share.none': '{share}% بلا منظمة في القائمة',

  'figure.held': 'الفعاليات التي عُقدت',
  'figure.registered': 'المسجّلون',
  'figure.selected': 'المقبولون (حصلوا على مقعد)',
  'figure.unique': 'الحاضرون (كل شخص مرة واحدة)',
  'figure.guests': 'منهم ضيوف',
  'figure.repeated': 'مجموع مرات الحضور في كل الجلسات',
  'figure.absent': 'كان لهم مقعد ولم يحضروا',
  'figure.sent': 'أُرسلت إليهم الشرائح',
  'figure.fetched': 'فتحوا الشرائح',
  'figure.requested': 'طلبوا الشرائح',
  'figure.rating': 'النجوم',
  'figure.actions': 'المهام المفتوحة',
  'figure.women': 'النساء والرجال',
  'rows.held': 'الفعاليات المعلنة التي كانت جلستها الأولى في هذه الأيام وبدأت',
  'rows.registered': 'التسجيلات التي طلبت مقعدًا في هذه الفعاليات، أيًا كانت نتيجتها',
  'rows.selected': 'التسجيلات التي لها مقعد في هذه الفعاليات',
  'rows.unique':
    'حضور {events, plural, zero {# فعالية} one {فعالية واحدة} two {فعاليتين} few {# فعاليات} many {# فعالية} other {# فعالية}}؛ يُحسب الضيوف ومن حُذفت بياناتهم مرة لكل فعالية',
  'rows.guests': 'من حضروا وليسوا أعضاء، كل واحد مرة في كل فعالية؛ ولا يظهر العدد إذا كان سيدل على أقل من خمسة أشخاص',
  'rows.repeated':
    'حضور {events, plural, zero {# فعالية} one {فعالية واحدة} two {فعاليتين} few {# فعاليات} many {# فعالية} other {# فعالية}}، مرة لكل جلسة',
  'rows.absent':
    'التسجيلات التي لها مقعد وبلا حضور، في {events, plural, zero {# فعالية} one {فعالية واحدة} two {فعاليتين} few {# فعاليات} many {# فعالية} other {# فعالية}} سُجّل حضورها',
  'rows.rating': 'أجوبة الحاضرين: {count}، بخطوات من خمسة لكل فعالية',
  'rows.sent':
    'من أرسلتُ إليهم ملفات {events, plural, zero {# فعالية} one {فعالية واحدة} two {فعاليتين} few {# فعاليات} many {# فعالية} other {# فعالية}}، كل شخص مرة لكل فعالية؛ ولا تُحسب فعاليات فيها أقل من خمسة',
  'rows.fetched':
    'من فتحوا ملفًا بالزر أو من الصفحة، في {events, plural, zero {# فعالية} one {فعالية واحدة} two {فعاليتين} few {# فعاليات} many {# فعالية} other {# فعالية}}؛ ولا تُحسب فعاليات فيها أقل من خمسة',
  'rows.requested':
    'من طلبوا ملفات لم أرسلها إليهم، في {events, plural, zero {# فعالية} one {فعالية واحدة} two {فعاليتين} few {# فعاليات} many {# فعالية} other {# فعالية}}؛ ولا تُحسب فعاليات فيها أقل من خمسة',
  'rows.actions': 'مهام هذه الفعاليات التي لا نتيجة لها بعد؛ تجاوزت موعدها: {overdue}',
  'rows.women':
    'عدّ المنسّقين في {events, plural, zero {# فعالية} one {فعالية واحدة} two {فعاليتين} few {# فعاليات} many {# فعالية} other {# فعالية}}',
  'rows.types': 'الحضور، كل شخص مرة واحدة، بحسب المنظمة التي سجّل باسمها آخر مرة',
  'rows.kinds': 'الحضور، كل شخص مرة واحدة؛ وقد يكون للمنظمة أكثر من واحد',
  'women-value': 'النساء: {women}، الرجال: {men}',
  'not-shown': 'غير معروض',
  'no-rating': 'الأجوبة قليلة جدًا',
  'counted-from': 'محسوبة من: {rows}',
  counted: '{value} · محسوبة من: {rows}',

  'by-kind': 'الفعاليات بحسب النوع',
  'by-type': 'المشاركون بحسب نوع المنظمة',
  'by-sector': 'المشاركون بحسب قطاع المنظمة',
  'by-governorate': 'المشاركون بحسب محافظة المنظمة',
  'without-organisation': 'بلا منظمة في القائمة',
  'column.kind': 'النوع',
  'column.held': 'عُقدت',
  'column.planned': 'الخطة',
  'column.coming': 'قادمة',
  'column.cancelled': 'أُلغيت',
  'column.in-person': 'حضوريًا',
  'column.virtual': 'عبر الإنترنت',
  'column.hybrid': 'كلاهما',
  'plan-of':
    '{count, plural, zero {الخطة للسنة كاملة: {years}.} one {الخطة للسنة كاملة: {years}.} two {الخطة للسنتين كاملتين: {years}.} few {الخطة للسنوات كاملة: {years}.} many {الخطة للسنوات كاملة: {years}.} other {الخطة للسنوات كاملة: {years}.}}',
  files: 'الرسوم البيانية والجداول مرفقة.',
  'files-only': 'الجداول مرفقة، لكن تعذّر رسم الرسوم البيانية هذه المرة.',
  hidden: 'لا أعرض مجموعات يقل عددها عن خمسة أشخاص، ولا ما قد يكشف عددها.',
  'chart.kinds': 'الفعاليات بحسب النوع، {period}',
  'chart.types': 'المشاركون بحسب نوع المنظمة، {period}',

  'sheet.figures': 'الأرقام',
  'sheet.events': 'الفعاليات',
  'sheet.actions': 'المهام المفتوحة',
  'csv.figure': 'البند',
  'csv.number': 'العدد',
  'csv.rows': 'محسوب من',
  'csv.day': 'اليوم',
  'csv.title': 'العنوان',
  'csv.kind': 'النوع',
  'csv.format': 'كيف',
  'csv.state': 'الحالة',
  'csv.sessions': 'الجلسات',
  'csv.registered': 'المسجّلون',
  'csv.selected': 'المقبولون',
  'csv.unique': 'الحاضرون',
  'csv.repeated': 'مرات الحضور',
  'csv.absent': 'لم يحضروا',
  'csv.sent': 'أُرسلت الشرائح',
  'csv.fetched': 'فُتحت الشرائح',
  'csv.requested': 'طُلبت الشرائح',
  'csv.rating': 'النجوم',
  'csv.action': 'المهمة',
  'csv.responsible': 'من',
  'csv.due': 'حتى متى',
  'csv.state-held': 'عُقدت',
  'csv.state-coming': 'قادمة',
  'csv.state-cancelled': 'أُلغيت',
} as const;
