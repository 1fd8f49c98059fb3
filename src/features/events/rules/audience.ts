import type { Audience } from '../types.js';

/** What decides whether somebody belongs to an audience. */
export interface Attendee {
  readonly sectors: readonly string[];
  /** Of their organisation. */
  readonly type: string | undefined;
}

/** Whether an event is meant for others. Nobody who sees it is kept out; they are told. */
export function isOutside(audience: Audience, { sectors, type }: Attendee): boolean {
  switch (audience.to) {
    case 'everyone':
    // Everyone who sees the event was chosen for it.
    case 'members':
      return false;
    case 'sectors':
      return !audience.sectors.some((sector) => sectors.includes(sector));
    case 'types':
      return type === undefined || !audience.types.includes(type);
    default:
      return audience satisfies never;
  }
}
