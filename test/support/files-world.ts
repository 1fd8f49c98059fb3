import { systemClock } from '../../src/core/time.js';
import { createFileTools } from '../../src/files/index.js';
import { awayWhen, openFolder } from './files.js';
import { createWorld, type World, type WorldOptions } from './world.js';

/** A world that keeps and reads files, in a folder of its own. `isAway`: whether the folder can't be reached. */
export async function createFilesWorld(
  isAway: () => boolean,
  also: Pick<WorldOptions, 'publicUrl'> = {},
): Promise<{ readonly world: World; readonly place: ReturnType<typeof openFolder> }> {
  const place = openFolder();
  const world = await createWorld({
    ...also,
    blobs: awayWhen(place.blobs, isAway),
    files: createFileTools({ reader: { execArgv: ['--import', 'tsx'] } }),
    // Bytes are as old as the machine says, so the clock begins there: at any hour, and none is quiet.
    settings: { quietHours: { start: '00:00', end: '00:00' } },
  });
  world.clock.set(systemClock.now());
  return { world, place };
}
