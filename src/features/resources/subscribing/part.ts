import type { FeaturePart } from '../../../feature-api/index.js';
import { subscribingPerson } from './person.js';

export const subscribingPart: FeaturePart = { handlers: [], messages: [], jobs: [], person: subscribingPerson };
