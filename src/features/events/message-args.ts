import { z } from 'zod';
import { idSchema } from '../../feature-api/index.js';
import type { EventId, EventPersonId, RegistrationId, SessionId } from './types.js';

/** What jobs and messages are about: numbers only. */
export const ofEvent = z.object({ event: idSchema<EventId>() });
export const ofRegistration = z.object({ registration: idSchema<RegistrationId>() });
export const ofSession = z.object({ session: idSchema<SessionId>() });
export const ofPerson = z.object({ person: idSchema<EventPersonId>() });
