import { PEOPLE_OF_LOCAL } from './people-local.js';
import { PEOPLE_OF_OTHERS } from './people-others.js';
import type { SamplePerson } from './person.js';

/** The people of each organisation, in the order of the organisations: 120 in all. */
export const SAMPLE_PEOPLE: readonly (readonly SamplePerson[])[] = [...PEOPLE_OF_LOCAL, ...PEOPLE_OF_OTHERS];
