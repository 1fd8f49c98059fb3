import type { Photo, PhotoId, Story } from './types.js';

/** The key of a published story's post; each publication has another one. */
export const postKey = ({ id, publishedAt }: Pick<Story, 'id' | 'publishedAt'>): string => `stories:${id}:post:${publishedAt ?? 0}`;

/** The key by which other features refer to a story that they show. */
export const itemKey = ({ id }: Pick<Story, 'id'>): string => `stories:${id}`;

/** The key of a photo's post; each posting has another one. */
export const photoKey = ({ id, posts }: Pick<Photo, 'id' | 'posts'>): string => `stories:photo:${id}:${posts}`;

/** The key of what uses a photo's bytes. */
export const photoUse = (id: PhotoId): string => `stories:photo:${id}`;
