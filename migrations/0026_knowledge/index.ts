import type { Kysely, Migration } from 'kysely';
import type { ColumnTraits } from '../traits.js';
import { eventFiles } from './event-files.js';
import { eventRooms } from './event-rooms.js';
import { joined } from './joined.js';
import { letter } from './letter.js';
import { resourceFinding } from './resource-finding.js';
import { resourceRequests } from './resource-requests.js';
import { resourceUpkeep } from './resource-upkeep.js';
import { resourceUses } from './resource-uses.js';

/** What the resource centre, slides, the letter, voice channels and undone merges keep, as one step, since they were released together. */
export function knowledge(traits: ColumnTraits): Migration {
  const steps = [
    resourceUses(traits),
    eventFiles(traits),
    resourceRequests(traits),
    letter(traits),
    eventRooms(traits),
    resourceUpkeep(traits),
    resourceFinding(traits),
    joined(traits),
  ];
  return {
    async up(db: Kysely<unknown>) {
      for (const { up } of steps) await up(db);
    },
  };
}
