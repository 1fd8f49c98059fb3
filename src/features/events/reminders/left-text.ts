import type { Language } from '../../../core/language.js';
import { speaker } from '../../../language/index.js';

/** How long it is until the start, of which `minutes` are left: "3 days", "2 hours". */
export function leftText(minutes: number, language: Language): string {
  const say = speaker(language);
  if (minutes >= 24 * 60) return say.plain('events.left.days', { count: minutes / (24 * 60) });
  return minutes >= 60
    ? say.plain('events.left.hours', { count: Math.round(minutes / 60) })
    : say.plain('events.left.minutes', { count: minutes });
}

/** When somebody is reminded, as the menu offers it; 0 is the moment at which it starts. */
export function reminderLabel(minutes: number, language: Language): string {
  const say = speaker(language);
  return minutes === 0
    ? say.plain('events.reminders.at-start')
    : say.plain('events.reminders.before', { left: leftText(minutes, language) });
}
