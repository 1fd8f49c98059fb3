import { z } from 'zod';
import { toInstant } from './time.js';

/** A moment in stored values and payloads. */
export const instantSchema = z.int().transform(toInstant);
