/** Clocks on walls, by `Intl` alone, so that what is compared with the program shares nothing with it. */
export interface WallTime {
  /** `2027-03-28`. */
  readonly date: string;
  /** `10:00`. */
  readonly time: string;
}

const formats = new Map<string, Intl.DateTimeFormat>();

export function wallTimeAt(instant: number, zone: string): WallTime {
  const format =
    formats.get(zone) ??
    new Intl.DateTimeFormat('en-CA', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
    });
  formats.set(zone, format);
  const parts = new Map(format.formatToParts(instant).map(({ type, value }) => [type, value]));
  return {
    date: `${parts.get('year')}-${parts.get('month')}-${parts.get('day')}`,
    time: `${parts.get('hour')}:${parts.get('minute')}`,
  };
}

const known = new Map<string, number>();

/** The instant at which a clock shows this. */
export function instantAt(wall: WallTime, zone: string): number {
  const key = `${wall.date} ${wall.time} ${zone}`;
  const instant = known.get(key) ?? search(wall, zone);
  known.set(key, instant);
  return instant;
}

/** Tries in steps of a quarter of an hour, since all offsets are whole quarters. */
function search({ date, time }: WallTime, zone: string): number {
  const asUtc = Date.parse(`${date}T${time}:00Z`);
  for (let quarters = -14 * 4; quarters <= 14 * 4; quarters += 1) {
    const instant = asUtc + quarters * 15 * 60_000;
    const shown = wallTimeAt(instant, zone);
    if (shown.date === date && shown.time === time) return instant;
  }
  throw new Error(`the clocks of ${zone} never show ${date} ${time}`);
}

/** The date so many days later. */
export function daysLater(date: string, days: number): string {
  return new Date(Date.parse(`${date}T12:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}
