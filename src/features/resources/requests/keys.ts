import type { AnswerId, RequestId } from './types.js';

export const ASK = 'resources.request.ask';
export const REMIND = 'resources.request.remind';
export const DUE = 'resources.request.due';
export const UNCONFIRMED = 'resources.request.unconfirmed';
export const REFRESH = 'resources.request.refresh';
export const LIST = 'resources.request.list';

export const askKey = (id: RequestId): string => `${ASK}:${id}`;
export const remindKey = (id: RequestId): string => `${REMIND}:${id}`;
export const dueKey = (id: RequestId): string => `${DUE}:${id}`;
export const unconfirmedKey = (id: AnswerId): string => `${UNCONFIRMED}:${id}`;

/** By which other features know a request that they show. */
export const itemKey = (id: RequestId): string => `requests:${id}`;

/** The post that lists what was open in a month. */
export const listPostKey = (month: string): string => `resources:requests:${month}`;
