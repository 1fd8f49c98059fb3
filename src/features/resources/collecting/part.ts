import type { FeaturePart } from '../../../feature-api/index.js';
import { collectingPerson } from './person.js';

export const collectingPart: FeaturePart = { handlers: [], messages: [], jobs: [], person: collectingPerson };
