/** Topics of a month. */
const QUOTA = 2;

export function reportSettings(_settings: unknown) {
  return { quota: QUOTA };
}
