/** الفعاليات: الجلسات والنسخ وما يُسأل عنه المنظّمون قبل الحفظ */
export default {
  'crowded.room':
    '{taken, plural, zero {لا أحد له مقعد} one {لشخص واحد مقعد} two {لشخصين مقعد} few {لـ# أشخاص مقاعد} many {لـ# شخصًا مقاعد} other {لـ# شخص مقاعد}} في القاعة، ولن يبقى إلا {places, plural, zero {لا مقعد} one {مقعد واحد} two {مقعدان} few {# مقاعد} many {# مقعدًا} other {# مقعد}}.',
  'crowded.online':
    '{taken, plural, zero {لا أحد له مقعد} one {لشخص واحد مقعد} two {لشخصين مقعد} few {لـ# أشخاص مقاعد} many {لـ# شخصًا مقاعد} other {لـ# شخص مقاعد}} عبر الإنترنت، ولن يبقى إلا {places, plural, zero {لا مقعد} one {مقعد واحد} two {مقعدان} few {# مقاعد} many {# مقعدًا} other {# مقعد}}.',
  'crowded.kept': 'لن يفقد أحد مقعده. ومن ينتظر لن يتقدم إلا حين يصبح عدد الناس أقل من عدد المقاعد من جديد.',
  'button.save-anyway': 'الحفظ على أي حال',
  'button.change-places': 'تعديل الأعداد',
} as const;
