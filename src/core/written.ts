/** Arabic-Indic and Persian digits as the Latin ones. */
export function latinDigits(text: string): string {
  return text.replace(/[٠-٩۰-۹]/g, (digit) => String((digit.charCodeAt(0) & 0xf) % 10));
}

/** `2026-12-06`, or `6/12/2026` and `6.12.2026` as they are written here (day first); `undefined` for a day that isn't. */
export function readDate(text: string): string | undefined {
  const digits = latinDigits(text);
  const [, year, month, day] = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(digits) ?? [];
  const [, day2, month2, year2] = /^(\d{1,2})[/.](\d{1,2})[/.](\d{4})$/.exec(digits) ?? [];
  const iso = `${year ?? year2}-${(month ?? month2)?.padStart(2, '0')}-${(day ?? day2)?.padStart(2, '0')}`;
  const parsed = Date.parse(`${iso}T00:00:00Z`);
  return !Number.isNaN(parsed) && new Date(parsed).toISOString().startsWith(iso) ? iso : undefined;
}

/** `9:30`, `09.30` or `9` as `09:30`; `undefined` for an hour that isn't. */
export function readTime(text: string): string | undefined {
  const [, hour, minute = '00'] = /^(\d{1,2})(?:[:.](\d{2}))?$/.exec(latinDigits(text)) ?? [];
  if (hour === undefined || Number(hour) > 23 || Number(minute) > 59) return undefined;
  return `${hour.padStart(2, '0')}:${minute}`;
}

/** A whole number from 0 on, in digits of any script; `undefined` for anything else. */
export function readInteger(text: string): number | undefined {
  const digits = latinDigits(text.trim());
  return /^\d{1,9}$/.test(digits) ? Number(digits) : undefined;
}
