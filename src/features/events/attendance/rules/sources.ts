import type { Attendance, AttendanceSource } from '../../types.js';

/** Of two sources the higher one holds: what people say of themselves, what was measured, what an organiser saw. */
const RANK: Readonly<Record<AttendanceSource, number>> = { code: 0, button: 0, voice: 1, file: 1, list: 2, door: 2 };

type Known = Pick<Attendance, 'source' | 'share'>;

/** Whether what is new of somebody's attendance replaces what is known of it. Of two measurements the longer one holds. */
export function replaces(fresh: Known, known: Known | undefined): boolean {
  if (!known) return true;
  const above = RANK[fresh.source] - RANK[known.source];
  return above === 0 ? fresh.share > known.share : above > 0;
}
