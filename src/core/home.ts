import type { Actor } from './access.js';
import type { Card } from './message.js';

/** What one feature shows of a member's own next steps, in their language; empty where it has none for them. */
export type HomePart = (member: Actor) => Promise<readonly Card[]>;
