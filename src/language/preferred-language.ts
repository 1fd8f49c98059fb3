import { isLanguage, type Language } from '../core/language.js';

/** The first language in a browser's list (`accept-language`) that we speak; browsers list them in the order of preference. */
export function preferredLanguage(header = ''): Language | undefined {
  return header
    .split(',')
    .map((item) => item.trim().split(/[-;]/)[0]?.toLowerCase() ?? '')
    .find(isLanguage);
}
