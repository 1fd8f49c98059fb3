/** الفعاليات في الرسالة */
export default {
  title: 'قريبًا',
  register: 'للاطلاع عليها كلها والتسجيل: {command}',
  files: 'شرائح فعاليات سابقة',
  get: 'للحصول عليها، يُرجى فتح الفعالية: {command}',
} as const;
