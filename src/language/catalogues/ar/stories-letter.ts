/** القصص في الرسالة */
export default {
  title: 'قصص نجاح',
  more: 'المزيد من القصص كاملة: {command}',
} as const;
