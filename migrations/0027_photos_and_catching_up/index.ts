import type { Kysely, Migration } from 'kysely';
import type { ColumnTraits } from '../traits.js';
import { accountsLeft } from './accounts-left.js';
import { organisationTyped } from './organisation-typed.js';
import { resourceTitles } from './resource-titles.js';
import { search } from './search.js';
import { storyPhotos } from './story-photos.js';

/** Photos of stories, the index of the search and people who come and go, as one step, since they were released together. */
export function photosAndCatchingUp(traits: ColumnTraits): Migration {
  const steps = [storyPhotos(traits), search(traits), resourceTitles(traits), accountsLeft, organisationTyped(traits)];
  return {
    async up(db: Kysely<unknown>) {
      for (const { up } of steps) await up(db);
    },
  };
}
