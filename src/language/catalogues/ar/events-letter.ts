/** الفعاليات في الرسالة */
export default {
  title: 'قريبًا',
  register: 'للاطلاع عليها كلها والتسجيل: {command}',
} as const;
