/** Whether the window has room for one column only. */
export function isNarrow(): boolean {
  return matchMedia('(max-width: 46rem)').matches;
}

/** The first language that the browser asks for and the bot speaks. */
export function browserLanguage(): 'en' | 'ar' | 'ckb' {
  for (const tag of navigator.languages) {
    if (/^(ckb|ku)\b/.test(tag)) return 'ckb';
    if (/^ar\b/.test(tag)) return 'ar';
    if (/^en\b/.test(tag)) return 'en';
  }
  return 'en';
}
